"""What the system can hold back from this process and its forks; each layer where it is to be had (Linux).

Used before anything untrusted runs. The processes see a file system of their own with nothing but libraries in it,
read only; landlock says the same again; no capabilities are left.
"""
import ctypes
import os
import sys

LIBC = ctypes.CDLL(None, use_errno=True)
MS_RDONLY, MS_NOSUID, MS_NODEV, MS_NOEXEC, MS_REMOUNT, MS_BIND, MS_REC, MS_PRIVATE = (
    1, 2, 4, 8, 32, 4096, 16384, 1 << 18,
)
#: Flags of a mount that a remount in a namespace must repeat: as statvfs says them, as mount takes them.
KEPT = ((2, MS_NOSUID), (4, MS_NODEV), (8, MS_NOEXEC), (1024, 1024), (2048, 2048), (4096, 1 << 21))
PR_SET_NO_NEW_PRIVS, PR_CAPBSET_DROP = 38, 24
CAPSET = {"x86_64": 126, "aarch64": 91}
LANDLOCK_CREATE, LANDLOCK_ADD, LANDLOCK_RESTRICT = 444, 445, 446
#: Landlock's rights on files by version of its interface, and those of reading: execute, read a file, read a folder.
LANDLOCK_FILES = {1: (1 << 13) - 1, 2: (1 << 14) - 1, 3: (1 << 15) - 1, 4: (1 << 15) - 1, 5: (1 << 16) - 1}
LANDLOCK_READ = 1 << 0 | 1 << 2 | 1 << 3


def put_on(readable, own_mounts):
    """Which of the layers "root" and "landlock" hold. `own_mounts`: this process is in a mount namespace of its own."""
    libraries = {*readable, *shared_objects()}
    libraries = sorted(path for path in libraries if os.path.exists(path))
    held = {"root": False, "landlock": False}
    if own_mounts:
        try:
            change_root(libraries)
            held["root"] = True
        except OSError as error:
            held["why"] = str(error)
    LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    try:
        restrict([*libraries, "/proc"] if held["root"] and os.path.exists("/proc/self") else libraries)
        held["landlock"] = True
    except OSError:
        pass
    drop_capabilities()
    return held


def shared_objects():
    """Folders of the libraries that are loaded: others a module of Python's needs are there as well."""
    found = set()
    with open("/proc/self/maps") as maps:
        for line in maps:
            path = line.rstrip("\n").partition("/")
            if path[1] and ".so" in path[2]:
                found.add(os.path.dirname(os.path.realpath("/" + path[2])))
    return found | {"/etc/ld.so.cache"}


def check(result, what):
    if result != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"{what}: {os.strerror(number)}")


def mount(source, target, kind, flags, data=None):
    encoded = [None if text is None else os.fsencode(text) for text in (source, target, kind, data)]
    check(LIBC.mount(encoded[0], encoded[1], encoded[2], ctypes.c_ulong(flags), encoded[3]), f"mount {target}")


def change_root(libraries):
    mount("none", "/", None, MS_REC | MS_PRIVATE)
    # Any folder that does not hide what is to be seen serves as the place of the new root.
    base = next(
        folder
        for folder in ("/mnt", "/media", "/srv", "/opt", "/tmp", "/var")
        if os.path.isdir(folder) and not any(path.startswith(folder + "/") for path in libraries)
    )
    mount("tmpfs", base, "tmpfs", MS_NOSUID | MS_NODEV, "size=1m,mode=755")
    covered = []
    for path in libraries:
        if any(path.startswith(folder + "/") for folder in covered):
            continue
        covered.append(path)
        target = base + path
        if os.path.isdir(path):
            os.makedirs(target, exist_ok=True)
        else:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            open(target, "w").close()
        mount(path, target, None, MS_BIND | MS_REC)
        flags = os.statvfs(target).f_flag
        kept = sum(bit for seen, bit in KEPT if flags & seen)
        mount(None, target, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV | kept)
    for name in ("/lib", "/lib64", "/lib32"):
        if os.path.islink(name) and not os.path.lexists(base + name):
            os.symlink(os.readlink(name), base + name)
    os.mkdir(base + "/proc")
    try:
        mount("proc", base + "/proc", "proc", MS_NOSUID | MS_NODEV | MS_NOEXEC, "subset=pid")
    except OSError:
        # Masked in some containers. It is only missed by threads that sleep.
        pass
    mount(None, base, None, MS_REMOUNT | MS_BIND | MS_RDONLY | MS_NOSUID | MS_NODEV)
    os.chdir(base)
    check(LIBC.pivot_root(b".", b"."), "pivot_root")
    check(LIBC.umount2(b".", 2), "umount")
    os.chdir("/")


def restrict(libraries):
    LIBC.syscall.restype = ctypes.c_long
    version = LIBC.syscall(LANDLOCK_CREATE, None, ctypes.c_size_t(0), 1)
    if version < 1:
        raise OSError(ctypes.get_errno(), "landlock")
    handled = ctypes.c_uint64(LANDLOCK_FILES.get(version, LANDLOCK_FILES[5]))
    rules = LIBC.syscall(LANDLOCK_CREATE, ctypes.byref(handled), ctypes.c_size_t(8), 0)
    if rules < 0:
        raise OSError(ctypes.get_errno(), "landlock")

    class Beneath(ctypes.Structure):
        _pack_ = 1
        _fields_ = (("rights", ctypes.c_uint64), ("folder", ctypes.c_int32))

    try:
        for path in libraries:
            descriptor = os.open(path, os.O_PATH | os.O_CLOEXEC)
            rights = LANDLOCK_READ if os.path.isdir(path) else 1 << 2
            rule = Beneath(rights, descriptor)
            result = LIBC.syscall(LANDLOCK_ADD, rules, 1, ctypes.byref(rule), 0)
            os.close(descriptor)
            check(result, "landlock")
        check(LIBC.syscall(LANDLOCK_RESTRICT, rules, 0), "landlock")
    finally:
        os.close(rules)


def drop_capabilities():
    for capability in range(64):
        LIBC.prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)
    number = CAPSET.get(os.uname().machine)
    if number is not None and sys.maxsize > 2**32:
        header = (ctypes.c_uint32 * 2)(0x20080522, 0)
        LIBC.syscall(number, header, (ctypes.c_uint32 * 6)())
