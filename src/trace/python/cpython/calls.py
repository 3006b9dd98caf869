"""Refuses system calls to this process for the rest of its life (seccomp): no new processes and programs, no
sockets, no change of any file, no signals to others. Threads and memory are free."""
import ctypes
import errno
import os
import struct

X86, ARM = 0, 1
#: Number of each refused call on x86-64 and on AArch64, None where there is none.
REFUSED = {
    "fork": (57, None), "vfork": (58, None), "execve": (59, 221), "execveat": (322, 281),
    "ptrace": (101, 117), "process_vm_readv": (310, 270), "process_vm_writev": (311, 271),
    "kill": (62, 129), "tkill": (200, 130), "rt_sigqueueinfo": (129, 138), "rt_tgsigqueueinfo": (297, 240),
    "pidfd_open": (434, 434), "pidfd_send_signal": (424, 424), "pidfd_getfd": (438, 438),
    "setsid": (112, 157), "setpgid": (109, 154), "personality": (135, 92),
    "socket": (41, 198), "socketpair": (53, 199), "connect": (42, 203), "bind": (49, 200), "listen": (50, 201),
    "sendto": (44, 206), "sendmsg": (46, 211),
    "shmget": (29, 194), "semget": (64, 190), "msgget": (68, 186),
    "creat": (85, None), "truncate": (76, 45), "rename": (82, None), "renameat": (264, 38), "renameat2": (316, 276),
    "mkdir": (83, None), "mkdirat": (258, 34), "rmdir": (84, None), "unlink": (87, None), "unlinkat": (263, 35),
    "link": (86, None), "linkat": (265, 37), "symlink": (88, None), "symlinkat": (266, 36),
    "mknod": (133, None), "mknodat": (259, 33), "chmod": (90, None), "fchmod": (91, 52), "fchmodat": (268, 53),
    "chown": (92, None), "fchown": (93, 55), "lchown": (94, None), "fchownat": (260, 54),
    "utimensat": (280, 88), "setxattr": (188, 5), "lsetxattr": (189, 6), "fsetxattr": (190, 7),
    "mount": (165, 40), "umount2": (166, 39), "pivot_root": (155, 41), "chroot": (161, 51),
    "unshare": (272, 97), "setns": (308, 268), "open_tree": (428, 428), "move_mount": (429, 429),
    "fsopen": (430, 430), "fsmount": (432, 432), "mount_setattr": (442, 442),
    "name_to_handle_at": (303, 264), "open_by_handle_at": (304, 265),
    "add_key": (248, 217), "request_key": (249, 218), "keyctl": (250, 219), "bpf": (321, 280),
    "perf_event_open": (298, 241), "userfaultfd": (323, 282), "io_uring_setup": (425, 425),
    "io_uring_enter": (426, 426), "io_uring_register": (427, 427), "init_module": (175, 105),
    "finit_module": (313, 273), "delete_module": (176, 106), "kexec_load": (246, 104), "reboot": (169, 142),
    "swapon": (167, 224),
}
#: What is allowed in part: clone (threads), tgkill (to itself), open and openat (reading).
CLONE, TGKILL, OPEN, OPENAT = (56, 220), (234, 131), (2, None), (257, 56)
#: C libraries fall back to what can be looked into when these are said to be missing.
MISSING = ((435, 435), (437, 437))
MACHINES = {"x86_64": (X86, 0xC000003E), "aarch64": (ARM, 0xC00000B7)}
CLONE_THREAD = 0x00010000
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
LOAD, EQUAL, AT_LEAST, ANY, RETURN = 0x20, 0x15, 0x35, 0x45, 0x06
ALLOW, FAIL, KILL = 0x7FFF0000, 0x00050000, 0x80000000
PR_SET_SECCOMP, PR_SET_NO_NEW_PRIVS, FILTER = 22, 38, 2


def close_calls(libc, machine):
    """True when the filter holds; the process must be the one to be held."""
    if machine not in MACHINES:
        return False
    program = b"".join(rules(*MACHINES[machine], os.getpid()))
    buffer = ctypes.create_string_buffer(program, len(program))

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("filter", ctypes.c_void_p))

    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    given = Program(len(program) // 8, ctypes.addressof(buffer))
    return libc.prctl(PR_SET_SECCOMP, FILTER, ctypes.byref(given), 0, 0) == 0


def rules(column, architecture, pid):
    """The filter: each rule tests the number of the call and answers at once."""
    refuse = step(RETURN, FAIL | errno.EPERM)
    allow = step(RETURN, ALLOW)
    number = step(LOAD, 0)
    yield step(LOAD, 4)
    yield step(EQUAL, architecture, 1, 0)
    yield step(RETURN, KILL)
    yield number
    if column == X86:
        # Calls of the 32-bit kind have numbers of their own.
        yield step(AT_LEAST, 0x40000000, 0, 1)
        yield refuse
    for one in REFUSED.values():
        if one[column] is not None:
            yield step(EQUAL, one[column], 0, 1)
            yield refuse
    for one in MISSING:
        yield step(EQUAL, one[column], 0, 1)
        yield step(RETURN, FAIL | errno.ENOSYS)
    for one, argument, test, value, then in (
        (CLONE, 0, ANY, CLONE_THREAD, allow),
        (TGKILL, 0, EQUAL, pid, allow),
    ):
        yield step(EQUAL, one[column], 0, 4)
        yield step(LOAD, 16 + 8 * argument)
        yield step(test, value, 0, 1)
        yield then
        yield refuse
    for one, argument in ((OPEN, 1), (OPENAT, 2)):
        if one[column] is not None:
            yield step(EQUAL, one[column], 0, 4)
            yield step(LOAD, 16 + 8 * argument)
            yield step(ANY, WRITING, 0, 1)
            yield refuse
            yield allow
    yield allow


def step(code, value, if_true=0, if_false=0):
    return struct.pack("<HBBI", code, if_true, if_false, value)
