# Builds the same program as `mvn package`, and a small image that runs it.
#
#   docker build -t crier .
#   docker run --rm crier demo --once
#   docker run -v crier-data:/data -v ./config:/etc/crier:ro -p 127.0.0.1:8080:8080 crier run -c /etc/crier/crier.yaml

ARG JDK=eclipse-temurin:25-jdk
ARG JRE=eclipse-temurin:25-jre

FROM ${JDK} AS build
RUN apt-get update && apt-get install -y --no-install-recommends maven && rm -rf /var/lib/apt/lists/*
WORKDIR /src
COPY pom.xml .
# A layer of its own: dependencies change less often than sources.
RUN mvn -q -B -ntp dependency:go-offline -Dspotless.check.skip || true
COPY config config
COPY src src
RUN mvn -q -B -ntp -DskipTests -Dspotless.check.skip package

FROM ${JRE}
RUN groupadd --system --gid 10001 crier \
    && useradd --system --uid 10001 --gid crier --home-dir /data --shell /usr/sbin/nologin crier \
    && mkdir /data && chown crier:crier /data
COPY --from=build /src/target/lib /opt/crier/lib
COPY --from=build /src/target/crier.jar /opt/crier/crier.jar
# A training run: the classes it loads are loaded from the cache from then on, and starting takes half as long.
RUN cd /tmp && java -XX:AOTCacheOutput=/opt/crier/crier.aot -jar /opt/crier/crier.jar demo --once --data /tmp/training \
    && rm -rf /tmp/training
USER 10001:10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
ENV CRIER_CONFIG=/etc/crier/crier.yaml
HEALTHCHECK --interval=30s --timeout=10s --start-period=20s --retries=3 \
  CMD ["java", "-XX:TieredStopAtLevel=1", "-jar", "/opt/crier/crier.jar", "health"]
# No --enable-native-access here: the jar's manifest says it, and a flag that the training run did not have makes the cache useless.
ENTRYPOINT ["java", "-XX:AOTCache=/opt/crier/crier.aot", "-XX:MaxRAMPercentage=70", "-XX:+ExitOnOutOfMemoryError", "-jar", "/opt/crier/crier.jar"]
CMD ["run"]
