# The sun and four planets, step by step.
import math

STEPS = 4000
PI = 3.141592653589793
MASS = 4 * PI * PI
DAYS = 365.24


class Body:
    def __init__(self, x, y, z, vx, vy, vz, mass):
        self.x, self.y, self.z = x, y, z
        self.vx, self.vy, self.vz = vx * DAYS, vy * DAYS, vz * DAYS
        self.mass = mass * MASS


def bodies():
    return [
        Body(0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        Body(4.84, -1.16, -0.10, 0.00166, 0.00769, -0.0000690, 0.000954),
        Body(8.34, 4.12, -0.40, -0.00276, 0.00499, 0.0000230, 0.000285),
        Body(12.89, -15.11, -0.22, 0.00296, 0.00237, -0.0000296, 0.0000436),
        Body(15.37, -25.91, 0.17, 0.00268, 0.00162, -0.0000951, 0.0000515),
    ]


def advance(system, dt):
    n = len(system)
    for i in range(n):
        a = system[i]
        for j in range(i + 1, n):
            b = system[j]
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            square = dx * dx + dy * dy + dz * dz
            force = dt / (square * math.sqrt(square))
            a.vx -= dx * b.mass * force
            a.vy -= dy * b.mass * force
            a.vz -= dz * b.mass * force
            b.vx += dx * a.mass * force
            b.vy += dy * a.mass * force
            b.vz += dz * a.mass * force
    for b in system:
        b.x += dt * b.vx
        b.y += dt * b.vy
        b.z += dt * b.vz


def energy(system):
    total = 0.0
    for i, a in enumerate(system):
        total += 0.5 * a.mass * (a.vx * a.vx + a.vy * a.vy + a.vz * a.vz)
        for b in system[i + 1:]:
            dx, dy, dz = a.x - b.x, a.y - b.y, a.z - b.z
            total -= a.mass * b.mass / math.sqrt(dx * dx + dy * dy + dz * dz)
    return total


system = bodies()
for _ in range(STEPS):
    advance(system, 0.01)
print(f"{energy(system):.9f}")
