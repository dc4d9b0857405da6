package org.symm.notebook;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.EndElementTree;
import com.sun.source.doctree.EntityTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.ReferenceTree;
import com.sun.source.doctree.ReturnTree;
import com.sun.source.doctree.SeeTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.doctree.ThrowsTree;
import com.sun.source.util.SimpleDocTreeVisitor;
import java.util.List;
import java.util.regex.Pattern;
import org.symm.display.Html;

/** A documentation comment as HTML, and such HTML as plain text; links are their words. */
final class DocText extends SimpleDocTreeVisitor<Void, StringBuilder> {
  private static final Pattern BREAK =
      Pattern.compile("\\s*</?(p|pre|ul|ol|li|dl|dt|dd|br|div)\\b[^>]*>\\s*");
  private static final Pattern TAG = Pattern.compile("<[^>]+>");

  private DocText() {}

  /** The first sentence. */
  static String first(DocCommentTree comment) {
    return html(comment.getFirstSentence());
  }

  /** The description, then parameters, result and errors as a list. */
  static String html(DocCommentTree comment) {
    var out = new StringBuilder("<div>" + html(comment.getFullBody()) + "</div>");
    String tags = html(comment.getBlockTags());
    return tags.isEmpty() ? out.toString() : out.append("<ul>" + tags + "</ul>").toString();
  }

  private static String html(List<? extends DocTree> trees) {
    var out = new StringBuilder();
    new DocText().visit(trees, out);
    return out.toString();
  }

  /** The text of such HTML: a line for each paragraph and item. */
  static String plain(String html) {
    String text = TAG.matcher(BREAK.matcher(html).replaceAll("\n")).replaceAll("");
    return text.strip().replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  @Override
  public Void visitText(TextTree text, StringBuilder out) {
    out.append(text.getBody());
    return null;
  }

  @Override
  public Void visitEntity(EntityTree entity, StringBuilder out) {
    out.append(entity);
    return null;
  }

  @Override
  public Void visitStartElement(StartElementTree tag, StringBuilder out) {
    out.append(tag);
    return null;
  }

  @Override
  public Void visitEndElement(EndElementTree tag, StringBuilder out) {
    out.append(tag);
    return null;
  }

  @Override
  public Void visitLiteral(LiteralTree literal, StringBuilder out) {
    String text = Html.escape(literal.getBody().getBody());
    out.append(literal.getKind() == DocTree.Kind.CODE ? "<code>" + text + "</code>" : text);
    return null;
  }

  @Override
  public Void visitLink(LinkTree link, StringBuilder out) {
    if (link.getLabel().isEmpty()) {
      out.append("<code>").append(word(link.getReference())).append("</code>");
    } else {
      visit(link.getLabel(), out);
    }
    return null;
  }

  @Override
  public Void visitReference(ReferenceTree reference, StringBuilder out) {
    out.append("<code>").append(word(reference)).append("</code>");
    return null;
  }

  /** {@code Tensor#sum(int)} is written as in code, Tensor.sum(int). */
  private static String word(ReferenceTree reference) {
    String signature = reference.getSignature();
    String name = signature.startsWith("#") ? signature.substring(1) : signature.replace('#', '.');
    return Html.escape(name.replaceAll("\\b[a-z]\\w*\\.(?=[\\w.]*[A-Z])", ""));
  }

  @Override
  public Void visitParam(ParamTree param, StringBuilder out) {
    item("<code>" + param.getName() + "</code>: ", param.getDescription(), out);
    return null;
  }

  @Override
  public Void visitReturn(ReturnTree result, StringBuilder out) {
    item("returns ", result.getDescription(), out);
    return null;
  }

  @Override
  public Void visitThrows(ThrowsTree error, StringBuilder out) {
    item(
        "throws <code>" + word(error.getExceptionName()) + "</code> ", error.getDescription(), out);
    return null;
  }

  @Override
  public Void visitSee(SeeTree see, StringBuilder out) {
    item("see ", see.getReference(), out);
    return null;
  }

  private void item(String head, List<? extends DocTree> description, StringBuilder out) {
    out.append("<li>").append(head);
    visit(description, out);
    out.append("</li>");
  }
}
