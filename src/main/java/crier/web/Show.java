package crier.web;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.javalin.http.Context;

/** Renders a view into its template: escaped by its place, and free of invisible signs. */
final class Show {

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);

  /** Answers with a page. */
  void page(Context context, String template, Object view) {
    StringOutput output = new StringOutput();
    templates.render("pages/" + template + ".jte", view, output);
    context.contentType("text/html; charset=utf-8").result(Neutral.text(output.toString()));
  }

  /** A piece of a page, for a feed. */
  String piece(String template, Object view) {
    StringOutput output = new StringOutput();
    templates.render("pages/" + template + ".jte", view, output);
    return Neutral.text(output.toString());
  }
}
