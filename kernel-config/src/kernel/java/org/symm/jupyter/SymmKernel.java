package org.symm.jupyter;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import jdk.jshell.EvalException;
import jdk.jshell.JShell;
import jdk.jshell.UnresolvedReferenceException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.channels.ShellReplyEnvironment;
import org.dflib.jjava.jupyter.kernel.HelpLink;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.history.HistoryManager;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.magic.MagicsResolver;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.dflib.jjava.jupyter.messages.Message;
import org.dflib.jjava.jupyter.messages.publish.PublishError;
import org.dflib.jjava.jupyter.messages.reply.ErrorReply;
import org.dflib.jjava.jupyter.messages.reply.ExecuteReply;
import org.dflib.jjava.jupyter.messages.request.ExecuteRequest;
import org.dflib.jjava.kernel.JavaKernel;
import org.dflib.jjava.kernel.JavaKernelBuilder;
import org.dflib.jjava.kernel.execution.CodeEvaluator;
import org.dflib.jjava.kernel.magics.ClasspathMagic;
import org.dflib.jjava.kernel.magics.LoadMagic;
import org.dflib.jjava.kernel.magics.TimeMagic;
import org.dflib.jjava.maven.MavenDependencyResolver;
import org.dflib.jjava.maven.magics.MavenMagic;
import org.dflib.jjava.maven.magics.MavenRepoMagic;
import org.symm.notebook.CellErrors;
import org.symm.notebook.Inspection;

/**
 * The kernel "Java (symm)": JJava, and besides
 *
 * <ul>
 *   <li>after an error or an interrupt the cells that wait are not run ({@link Queue});
 *   <li>what a cell throws names the line of the cell and folds the frames of libraries ({@link CellErrors});
 *   <li>Shift-Tab shows what is written about the library ({@link Inspection}).
 * </ul>
 *
 * It is compiled when the kernel is installed, as JJava's classes are in its Python package alone.
 * Of JJava's variables it knows {@code JJAVA_STARTUP_SCRIPT}, {@code JJAVA_CLASSPATH} and {@code
 * JJAVA_COMPILER_OPTS}.
 */
public final class SymmKernel extends JavaKernel {
  private final CellErrors errors;
  private Queue queue;
  private boolean failed;

  private SymmKernel(
      String name,
      String version,
      LanguageInfo language,
      List<HelpLink> links,
      HistoryManager history,
      JupyterIO io,
      CommManager comms,
      Renderer renderer,
      MagicsResolver resolver,
      MagicsRegistry magics,
      boolean extensions,
      StringStyler styler,
      JShell shell,
      CodeEvaluator evaluator) {
    super(
        name, version, language, links, history, io, comms, renderer, resolver, magics, extensions,
        styler, shell, evaluator);
    errors = new CellErrors(shell);
  }

  /** Serves the connection that the file says, until it is closed. */
  public static void main(String[] arguments) throws Exception {
    var resolver = new MavenDependencyResolver();
    var time = new TimeMagic();
    SymmKernel kernel =
        new Builder()
            .name("symm")
            .compilerOpts(words(System.getenv("JJAVA_COMPILER_OPTS")))
            .lineMagic("load", new LoadMagic())
            .lineMagic("classpath", new ClasspathMagic())
            .lineMagic("maven", new MavenMagic(resolver))
            .lineMagic("mavenRepo", new MavenRepoMagic(resolver))
            .lineMagic("time", time)
            .cellMagic("time", time)
            .build();
    kernel.onStartup();
    kernel.addToClasspath(System.getenv("JJAVA_CLASSPATH"));
    String imports = System.getenv("JJAVA_STARTUP_SCRIPT");
    if (imports != null) {
      kernel.doEval(imports);
    }
    String properties = Files.readString(Path.of(arguments[0]));
    var connection = new JupyterConnection(KernelConnectionProperties.parse(properties));
    kernel.becomeHandlerForConnection(connection);
    connection.connect();
    connection.waitUntilClose();
  }

  private static List<String> words(String options) {
    return options == null || options.isBlank()
        ? List.of()
        : Arrays.asList(options.strip().split("\\s+"));
  }

  @Override
  public void becomeHandlerForConnection(JupyterConnection connection) {
    super.becomeHandlerForConnection(connection);
    queue = new Queue(connection);
  }

  @Override
  protected synchronized void handleExecuteRequest(
      ShellReplyEnvironment env, Message<ExecuteRequest> message) {
    failed = false;
    try {
      super.handleExecuteRequest(env, message);
    } catch (Error e) { // as of a toString() without end: JJava would end the thread that serves cells
      var error = new RuntimeException(e.toString(), e);
      env.publish(PublishError.of(error, this::formatError));
      env.defer().replyError(ExecuteReply.MESSAGE_TYPE.error(), ErrorReply.of(error));
    }
    if (failed && message.getContent().shouldStopOnError()) {
      queue.abort(env.getShell()); // before the reply: who has that may send again
    }
  }

  @Override
  protected Object doEval(String source) {
    errors.enter(executionCount.get() - 1, source);
    try {
      return super.doEval(source);
    } finally {
      errors.leave();
    }
  }

  /** JJava calls this where a cell has failed, and nowhere else. */
  @Override
  protected List<String> formatError(Throwable error) {
    failed = true;
    for (Throwable cause = error; cause != null; cause = cause.getCause()) {
      if (cause instanceof EvalException thrown) {
        return errors.lines(thrown);
      }
      if (cause instanceof UnresolvedReferenceException) {
        return super.formatError(cause);
      }
    }
    return error.getCause() instanceof Error e
        ? List.of(errorStyler.secondary(e.toString()))
        : super.formatError(error);
  }

  @Override
  public DisplayData inspect(String code, int cursor, boolean detail) {
    try {
      return Inspection.at(getJShell().sourceCodeAnalysis(), code, cursor)
          .map(SymmKernel::data)
          .orElse(null);
    } catch (LinkageError e) { // of sources that cannot be read: there is no documentation then
      return null;
    }
  }

  private static DisplayData data(Map<String, String> forms) {
    var data = new DisplayData();
    forms.forEach(data::putData);
    return data;
  }

  @Override
  public String getBanner() {
    return "Java " + Runtime.version() + ", symm";
  }

  private static final class Builder extends JavaKernelBuilder<Builder, SymmKernel> {
    @Override
    public SymmKernel build() {
      String name = buildName();
      CodeEvaluator evaluator = buildCodeEvaluator(name);
      return new SymmKernel(
          name,
          buildVersion(),
          buildLanguageInfo(),
          List.of(),
          buildHistoryManager(),
          buildJupyterIO(buildJupyterIOEncoding()),
          buildCommManager(),
          buildRenderer(),
          buildMagicsResolver(buildMagicTranspiler()),
          buildMagicsRegistry(),
          buildExtensionsEnabled(),
          buildErrorStyler(),
          buildJShell(evaluator),
          evaluator);
    }

    /** Without the version of the JDK: a notebook that is only opened stays as it is. */
    @Override
    protected LanguageInfo buildLanguageInfo() {
      return new LanguageInfo.Builder("Java")
          .mimetype("text/x-java-source")
          .fileExtension(".jshell")
          .pygments("java")
          .codemirror("java")
          .build();
    }
  }
}
