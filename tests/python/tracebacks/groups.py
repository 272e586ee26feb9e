def f(): raise ValueError("deep")
def h():
    all = []
    for i in range(2):
        try: f()
        except ValueError as e: all.append(e)
    raise ExceptionGroup("several", all + [ExceptionGroup("inner", [TypeError("t")])])

h()
