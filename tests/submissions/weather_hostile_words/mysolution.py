print("\x1b]0;owned\x07\x1b[2J::error::fake [bold]<script>alert(1)</script> \u202edetrever")


def softmax(z):
    raise ValueError("\x1b[8mhidden [red]\n::warning::x \udcff")
