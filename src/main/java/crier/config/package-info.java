/**
 * From one YAML file and the environment to one immutable {@link crier.config.Settings}, or to all
 * mistakes at once with line, column and a remedy. Hides YAML, the JSON Schema and where secrets
 * come from. Begin reading at {@code ConfigFile}.
 */
@NullMarked
package crier.config;

import org.jspecify.annotations.NullMarked;
