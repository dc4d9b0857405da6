# What environment/symm sets up and how it knows that nothing is left to do. Sourced, never run.
#
# Each part has a stamp in .symm/stamps: the hash of all that it was made from. A part is made again when its hash
# differs or its files are gone. SYMM_CLASSPATH replaces the jars that are built here by ready ones.

digest() {
  if command -v sha256sum >/dev/null; then sha256sum; else shasum -a 256; fi | cut -c1-16
}

files_under() { find "$@" -type f -print0 | LC_ALL=C sort -z | xargs -0 cat; }

python_hash() { { echo "$ROOT"; cat "$HERE/requirements.txt"; } | digest; }
test_hash() { { python_hash; cat "$HERE/requirements-test.txt"; } | digest; }
jars_hash() {
  (cd "$ROOT" && { cat pom.xml symm-core/pom.xml kernel-config/pom.xml; files_under symm-core/src/main kernel-config/src/main; }) | digest
}
kernel_hash() {
  (cd "$ROOT/kernel-config" && { python_hash; jars_hash; cat kernel.json.in jvm.args logging.properties imports.jsh src/kernel/java/org/symm/jupyter/*.java "$HERE/kernelspec.py" "$HERE"/*.json
    printf '%s\n' "$ROOT" "$JAVA" "$CLASS_PATH" "$DJL_CACHE_DIR"; }) | digest
}
docs_hash() { { jars_hash; echo "$JDK"; } | digest; }
engine_hash() { { python_hash; echo "$DJL_CACHE_DIR"; cat "$ROOT/pom.xml"; } | digest; }

stamp() { if [ "$1" = kernel ]; then echo "$KERNEL_PREFIX/symm-kernel.stamp"; else echo "$STATE/stamps/$1"; fi; }

marker() { # PART: a file that is there when the part is
  case $1 in
    python) echo "$VENV/bin/jupyter-lab" ;;
    test) echo "$VENV/bin/playwright" ;;
    jars) echo "$STATE/lib/kernel-config.jar" ;;
    kernel) echo "$KERNEL_PREFIX/share/jupyter/kernels/symm-java/kernel.json" ;;
    engine) echo "$DJL_CACHE_DIR/pytorch" ;;
    docs) echo "$STATE/site/symm/index.html" ;;
  esac
}

title() {
  case $1 in
    python) echo "Python packages: JupyterLab and the kernel" ;;
    test) echo "Python packages of the tests" ;;
    jars) echo "Java library: dependencies and build" ;;
    kernel) echo "Kernel \"Java (symm)\" and settings of JupyterLab" ;;
    engine) echo "Engine: unpacking libtorch, starting it once" ;;
    docs) echo "Documentation of classes and functions" ;;
  esac
}

is_fresh() {
  case $1 in python | test) [ -x "$VENV/bin/python" ] || return 1 ;; esac # its own Python may be another user's
  [ -e "$(marker "$1")" ] && [ "$(cat "$(stamp "$1")" 2>/dev/null)" = "$("$1_hash")" ]
}

parts_due() { # PART...: those that are to be made
  local part
  for part in "$@"; do
    [ "$part" = jars ] && [ -n "${SYMM_CLASSPATH:-}" ] && continue
    is_fresh "$part" || echo "$part"
  done
}

set_up() { # PART...: makes what is missing, one process at a time
  local due part n=0
  need jdk
  due=$(parts_due "$@")
  [ -n "$due" ] || return 0
  is_ours || refuse_to_set_up "$due"
  case $due in *python*) need python ;; esac
  case $due in *jars*) need maven ;; esac
  report_missing
  mkdir -p "$STATE/logs" "$STATE/stamps" "$DJL_CACHE_DIR" || fail "cannot write to $STATE"
  exec 9>"$STATE/lock"
  if command -v flock >/dev/null && ! flock -n 9; then
    say "another set-up is running; waiting for it"
    flock 9
    due=$(parts_due "$@")
  fi
  for part in $due; do
    n=$((n + 1))
    make_part "$part" "[$n/$(echo "$due" | wc -w | tr -d ' ')]"
  done
  exec 9>&-
}

refuse_to_set_up() { # PARTS
  local part list=
  for part in $1; do list="$list
  $(title "$part")"; done
  fail "this clone was set up by $(owner), and for you there is something left to do, or to be allowed to read:$list
ask $(owner) for environment/symm setup and for your right to read $STATE, or make a clone of your own"
}

make_part() { # PART COUNT
  local log="$STATE/logs/$1.log" start=$SECONDS hash
  printf 'symm: %s %s ... ' "$2" "$(title "$1")" >&2
  rm -f "$(stamp "$1")"
  hash=$("$1_hash")
  if "make_$1" >"$log" 2>&1 </dev/null 9>&-; then
    echo "$hash" >"$(stamp "$1")"
    printf 'done (%s s)\n' "$((SECONDS - start))" >&2
  else
    printf 'failed\n' >&2
    show_errors "$log" >&2
    fail "set-up stopped at: $(title "$1"). The whole log is $log"
  fi
}

show_errors() { # LOG: the lines that say what went wrong, else its end
  grep -E '^(\[ERROR\]|ERROR|error|Error|problem)|Exception: ' "$1" |
    grep -v -E 'Help 1|Re-run|re-run|^\[ERROR\] *$|To see the full|For more information|After correcting' | head -n 12 ||
    tail -n 12 "$1"
}

make_python() {
  rm -rf "$VENV" &&
    "$PYTHON" -m venv "$VENV" &&
    pip_install "$HERE/requirements.txt"
}

make_test() { pip_install "$HERE/requirements-test.txt"; }

pip_install() {
  "$VENV/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes -r "$1"
}

make_jars() { # a new folder takes the place of the old one, so that a running kernel keeps the files that it has open
  rm -rf "$STATE/lib.new" "$ROOT"/*/target/*.jar && # those of another version too
    (cd "$ROOT" && JAVA_HOME="$JDK" "$MAVEN" -B ${MAVEN_REPOSITORY:+"-Dmaven.repo.local=$MAVEN_REPOSITORY"} \
      -pl kernel-config -am -Dmaven.test.skip=true -Dspotless.check.skip=true package \
      dependency:copy-dependencies -DincludeScope=runtime "-DoutputDirectory=$STATE/lib.new") &&
    mkdir "$STATE/lib.new/sources" && # beside the class path, where javac would compile them again
    cp "$ROOT"/symm-core/target/symm-core-[0-9]*-sources.jar "$STATE/lib.new/sources" &&
    cp "$ROOT"/kernel-config/target/kernel-config-[0-9]*-sources.jar "$STATE/lib.new/sources/kernel-config-sources.jar" &&
    cp "$ROOT"/kernel-config/target/kernel-config-[0-9]*[0-9].jar "$STATE/lib.new/kernel-config.jar" &&
    rm -rf "$STATE/lib" &&
    mv "$STATE/lib.new" "$STATE/lib"
}

make_kernel() {
  local classes=$KERNEL_PREFIX/symm-kernel # what extends JJava is compiled here, as JJava is in its Python package alone
  rm -rf "$classes" &&
    (cd "$ROOT/kernel-config/src/kernel/java/org/symm/jupyter" &&
      "$JDK/bin/javac" -implicit:none -d "$classes" -cp "$JJAVA_JAR:$CLASS_PATH" ./*.java) &&
    mkdir -p "$VENV/etc/jupyter" "$VENV/share/jupyter/lab/settings" &&
    cp "$HERE"/jupyter_*_config.json "$VENV/etc/jupyter" &&
    cp "$HERE/lab-overrides.json" "$VENV/share/jupyter/lab/settings/overrides.json" &&
    "$VENV/bin/python" "$HERE/kernelspec.py" "$KERNEL_PREFIX" "$JAVA" "$classes:$JJAVA_JAR:$CLASS_PATH" "$DJL_CACHE_DIR" &&
    open_to_others "$classes" &&
    open_to_others "$(dirname "$(marker kernel)")"
}

make_engine() {
  run_java doctor &&
    case $DJL_CACHE_DIR in "$STATE"/*) open_to_others "$DJL_CACHE_DIR" ;; esac
}

make_docs() {
  rm -rf "$STATE/site/symm" &&
    "$JDK/bin/javadoc" -quiet -Werror -Xdoclint:all,-missing -notimestamp -nohelp -d "$STATE/site/symm" \
      -windowtitle symm -doctitle "symm: neural-network symmetrisation" -cp "$(jar_list):$JJAVA_JAR" \
      -sourcepath "$ROOT/symm-core/src/main/java:$ROOT/kernel-config/src/main/java" -subpackages org.symm &&
    open_to_others "$STATE/site"
}

# Temporary folders that were renamed are for one user alone; other users may read what the umask lets them.
open_to_others() { chmod -R +rX "$1"; }

# Prerequisites. What is missing is collected, so that one message names all of it.

MISSING=""

need() { # jdk, python or maven
  "find_$1" || MISSING="$MISSING
  $("missing_$1")"
}

report_missing() {
  [ -z "$MISSING" ] || fail "something must be installed first:$MISSING"
}

find_jdk() { # JAVA_HOME, then PATH, then where systems put JDKs
  local home javac
  javac=$(command -v javac || true)
  [ -z "$javac" ] || javac=$(readlink -f "$javac")
  for home in "${JAVA_HOME:-}" "${javac%/bin/javac}" /usr/lib/jvm/*17* /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if [ -n "$home" ] && [ -x "$home/bin/javac" ] && [ -x "$home/bin/jshell" ] && [ "$(jdk_version "$home" | cut -d. -f1)" -ge 17 ] 2>/dev/null; then
      JDK=$home
      JAVA=$home/bin/java
      return 0
    fi
  done
  JDK=
  JAVA=
  return 1
}

jdk_version() { # HOME
  if [ -r "$1/release" ]; then
    sed -n 's/^JAVA_VERSION="\(.*\)"/\1/p' "$1/release"
  else
    "$1/bin/javac" -version 2>&1 | sed 's/javac //'
  fi
}

missing_jdk() {
  echo "a JDK, version 17 or newer, with javac and jshell (a JRE is not enough); on Debian: apt-get install openjdk-17-jdk-headless; or set JAVA_HOME"
}

find_python() {
  for PYTHON in "${SYMM_PYTHON:-python3}" python3.13 python3.12 python3.11 python3.10 /usr/bin/python3; do
    "$PYTHON" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))' >/dev/null 2>&1 && return 0
  done
  PYTHON=
  return 1
}

missing_python() {
  echo "Python 3.10 or newer with its venv module; on Debian: apt-get install python3 python3-venv; or set SYMM_PYTHON"
}

find_maven() { MAVEN=$(command -v mvn); }

missing_maven() {
  echo "Maven 3.8 or newer; on Debian: apt-get install maven"
}
