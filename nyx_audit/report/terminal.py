def show(summary, *, to_stderr=False, paths=None):
    pass
