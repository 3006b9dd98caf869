"""What programs of the benchmark get in place of things a sandbox does not have."""
import html
import importlib
import socket
import sys
import types


def offline():
    """No host has a name and no name an address, as where the published truth was computed: it may not depend on it."""

    def unknown(*arguments):
        raise socket.herror(1, "Unknown host")

    def nothing(*arguments, **named):
        raise socket.gaierror(socket.EAI_NONAME, "Name or service not known")

    socket.gethostbyaddr = unknown
    socket.gethostbyname = socket.gethostbyname_ex = socket.getaddrinfo = socket.getnameinfo = nothing


def gensim():
    """The two functions of gensim that are used, where it is not installed or scipy, which it needs, may not load."""
    try:
        importlib.import_module("gensim")
        return
    except ImportError:
        for name in [name for name in sys.modules if name.split(".")[0] in ("gensim", "scipy")]:
            del sys.modules[name]

    def unitvec(vector):
        numpy = importlib.import_module("numpy")
        vector = numpy.asarray(vector)
        length = numpy.linalg.norm(vector)
        return vector.astype(float) * (1.0 / length) if length > 0 else vector

    def decode_htmlentities(text):
        return html.unescape(text)

    package = types.ModuleType("gensim")
    package.__path__ = []
    for name, function in (("matutils", unitvec), ("utils", decode_htmlentities)):
        part = types.ModuleType(f"gensim.{name}")
        setattr(part, function.__name__, function)
        setattr(package, name, part)
        sys.modules[part.__name__] = part
    sys.modules["gensim"] = package


def stand_in(code):
    """Puts in place what the text of a program asks for."""
    if "socket" in code:
        offline()
    if "gensim" in code:
        gensim()
