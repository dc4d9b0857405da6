///usr/bin/env jbang "$0" "$@" ; exit $?
//JAVA 17+
//DEPS org.symm:symm-core:0.1.0
//DEPS org.slf4j:slf4j-jdk14:2.0.17
//RUNTIME_OPTIONS -Djava.util.logging.config.file=/dev/null

import static org.symm.groups.Groups.*;
import static org.symm.networks.Networks.*;
import static org.symm.spaces.Spaces.*;
import static org.symm.certificates.Certificates.*;
import static org.symm.gammas.Gammas.*;

import java.nio.file.Path;
import org.symm.data.Columns;
import org.symm.groups.FiniteGroup;
import org.symm.kernels.Kernel;
import org.symm.learning.Data;
import org.symm.learning.Experiment;
import org.symm.learning.Run;

/**
 * Learns the stress of a cubic crystal from a table: {@code Stress.java copper.csv RUN}. The run is
 * saved in the file RUN; where it is there already, it goes on, or is taken as it is.
 */
class Stress {
  public static void main(String[] arguments) {
    if (arguments.length != 2) {
      System.err.println("usage: Stress.java TABLE.csv RUN.safetensors");
      System.exit(2);
    }
    var table = Columns.read(Path.of(arguments[0]));
    var X = forms(3);
    String[] strain = {"e11", "e12", "e13", "e12", "e22", "e23", "e13", "e23", "e33"};
    String[] stress = {"s11", "s12", "s13", "s12", "s22", "s23", "s13", "s23", "s33"};
    var tests = new Data(table.points(X, strain), table.points(X, stress)).shuffled(1);
    var parts = tests.split(300, 50, 50);

    var cubic =
        FiniteGroup.matrices(
            "432",
            new double[][] {{0, -1, 0}, {1, 0, 0}, {0, 0, 1}},
            new double[][] {{0, 0, 1}, {1, 0, 0}, {0, 1, 0}});
    Kernel f = mlp(X, X, 32, 32).to(cubic, haar(cubic)).mean();
    Run run =
        new Experiment(f, parts.get(0))
            .validation(parts.get(1))
            .test(parts.get(2))
            .epochs(60)
            .batch(50)
            .rate(3e-3)
            .checkpoint(Path.of(arguments[1]))
            .train();
    System.out.println(run);
    System.out.println(certify(f, 1).orThrow());
  }
}
