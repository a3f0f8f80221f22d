# Goal: code compiled under the file's own name, with lines and names that are commands. Earns 0.
import sys

LABEL = softmax_file = __file__
names = {}
code = compile("\n" * 5 + "def f():\n    raise ValueError('x')", LABEL, "exec")
exec(code, names)
names["f"].__code__ = names["f"].__code__.replace(co_name="\x1b[2J::error::x", co_filename=LABEL, co_firstlineno=10**6)


def softmax(z):
    (
        '''
::error::a line that a CI system may take for a command
##[error]another one
''',
        names["f"](),
    )
