"""Refuses what no program may do, with an exception Python programs know: the innermost layer of the sandbox.

An audit hook cannot be taken off again; what Python does without telling hooks is replaced in its modules. Layers of
the system stand behind it, so nothing rests on this one alone: it makes a refusal an ordinary exception.
"""
import _imp
import importlib.machinery
import os
import sys

#: Modules that reach around the interpreter, or of the engine's own.
REFUSED_MODULES = frozenset(
    "ctypes _ctypes _ctypes_test cffi _cffi_backend _testcapi _testinternalcapi _testlimitedcapi _testbuffer"
    " _xxsubinterpreters _interpreters _interpchannels _interpqueues _xxinterpchannels _posixshmem _multiprocessing"
    " js pyodide_js pyodide _pyodide _pyodide_core pyodide_core".split()
)
#: Events of these families are refused, but for the ones below.
REFUSED = frozenset(
    "os socket subprocess ctypes fcntl shutil tempfile pty syslog resource winreg msvcrt _winapi ftplib http imaplib"
    " nntplib poplib smtplib telnetlib urllib webbrowser ensurepip".split()
)
ALLOWED_EVENTS = frozenset(("os.putenv", "os.unsetenv", "shutil.unpack_archive"))
REFUSED_EVENTS = frozenset(
    "gc.get_objects gc.get_referrers gc.get_referents sys.addaudithook setopencodehook signal.pthread_kill"
    " cpython.PyInterpreterState_New sqlite3.enable_load_extension sqlite3.load_extension".split()
)
LISTING = frozenset(("os.listdir", "os.scandir"))
#: Functions of `os` that tell no hook.
SILENT = (
    "write writev pwrite pwritev sendfile copy_file_range splice close closerange dup dup2 fdopen mkfifo mknod"
    " _exit abort chroot unshare setns pidfd_open setuid seteuid setreuid setresuid setgid setegid setregid setresgid"
    " setgroups initgroups setsid setpgid setpgrp nice setpriority sched_setscheduler sched_setparam"
    " sched_setaffinity posix_fallocate sync statvfs fstatvfs memfd_create eventfd openpty login_tty wait wait3 wait4"
    " waitpid waitid getlogin read readv pread preadv ctermid"
).split()
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def arm(readable):
    """From now on programs are refused files outside the folders (and files) named, and all else of the above."""
    files = frozenset(readable)
    folders = tuple(path.rstrip("/") + "/" for path in readable)
    # Held here: what a program does to the builtins or to this module's globals changes nothing.
    refused_modules, refused_families, allowed_events = REFUSED_MODULES, REFUSED, ALLOWED_EVENTS
    refused_events, listing, writing = REFUSED_EVENTS, LISTING, WRITING
    Type, Text, Bytes, Refusal, NotFound = type, str, bytes, PermissionError, ModuleNotFoundError
    partition, rpartition, split, decode = str.partition, str.rpartition, str.split, bytes.decode
    startswith, endswith = str.startswith, str.endswith

    def may_read(path):
        if Type(path) is Bytes:
            path = decode(path, "utf-8", "surrogateescape")
        if Type(path) is not Text or ".." in split(path, "/"):
            return False
        if path in files or startswith(path + "/", folders):
            return True
        # Whether a thread of this process rests: virtual time must know.
        return startswith(path, "/proc/self/task") and (path == "/proc/self/task" or endswith(path, "/stat"))

    def hook(event, details):
        if event == "open":
            path, _, flags = details
            if flags & writing or not may_read(path):
                raise Refusal(13, "the sandbox refuses to open", path if Type(path) in (Text, Bytes) else None)
        elif event == "import":
            # The last part is what a module compiled from C is known by, wherever it is put.
            if partition(details[0], ".")[0] in refused_modules or rpartition(details[0], ".")[2] in refused_modules:
                raise NotFound(f"No module named {details[0]!r}", name=details[0])
        elif event in refused_events:
            raise Refusal(1, f"the sandbox refuses {event}")
        elif partition(event, ".")[0] in refused_families:
            if event in allowed_events or event in listing and may_read(details[0]):
                return
            raise Refusal(1, f"the sandbox refuses {event}")
        elif event == "mmap.__new__":
            if details[0] != -1:
                raise Refusal(1, "the sandbox refuses to map files")
        elif event == "sqlite3.connect" and details[0] != ":memory:":
            raise Refusal(1, "the sandbox refuses database files")

    silence()
    seal()
    for name in [name for name in sys.modules if name.partition(".")[0] in refused_modules]:
        del sys.modules[name]
    sys.addaudithook(hook)


def seal():
    """A second copy of a native module would have the functions that were replaced in the first."""
    sealed = frozenset((os.name, "_posixsubprocess", "_imp")) | REFUSED_MODULES
    rpartition, text, spec_of, refusal = str.rpartition, str, importlib.machinery.ModuleSpec, PermissionError

    def sealing(create):
        def create_module(spec, *rest):
            name = text(spec.name)
            if rpartition(name, ".")[2] in sealed:
                raise refusal(1, f"the sandbox refuses another {name}")
            # A copy: the name it was asked for is the one it gets.
            return create(spec_of(name, None, origin=spec.origin), *rest)

        return create_module

    for name in ("create_builtin", "create_dynamic"):
        if hasattr(_imp, name):
            setattr(_imp, name, sealing(getattr(_imp, name)))


def silence():
    def refusing(name):
        def refuse(*_, **__):
            raise PermissionError(1, f"the sandbox refuses os.{name}")

        refuse.__name__ = refuse.__qualname__ = name
        return refuse

    native = sys.modules[os.name]
    for name in SILENT:
        refuse = refusing(name)
        for module in (os, native):
            if hasattr(module, name):
                setattr(module, name, refuse)
    # What the process was started with is the host's affair.
    native.environ.clear()
    os.environ._data.clear()
    if hasattr(sys, "orig_argv"):
        sys.orig_argv[:] = ["python"]
    spawning = sys.modules.get("_posixsubprocess")
    if spawning is not None:
        spawning.fork_exec = refusing("fork_exec")
        sys.modules["subprocess"]._fork_exec = spawning.fork_exec
