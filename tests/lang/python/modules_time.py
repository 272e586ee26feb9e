import time, gc, errno
t = time.gmtime(0); print(t, t.tm_year, t[0], tuple(t), t.tm_zone)
print(time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime(1e9)), time.asctime(time.gmtime(1e9)), time.strptime("2020-02-03", "%Y-%m-%d"))
print(isinstance(time.time(), float), time.mktime(time.gmtime(1e9)) , time.struct_time(range(9)) < time.struct_time(range(1, 10)))
print(gc.isenabled(), gc.disable(), gc.isenabled(), gc.enable(), gc.isenabled(), type(gc.collect()), errno.ENOENT, errno.errorcode[2])
