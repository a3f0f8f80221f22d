#> add multiplies | add_own_input, factor_too_many
class AddGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x + y
    def backward(self, dz):
        return dz * self.x, dz * self.y


#> add halves | add_halved, constant_factor
class AddGate:
    def forward(self, x, y):
        return x + y
    def backward(self, dz):
        return dz / 2, dz / 2


#> the smaller one gets it | max_to_smaller
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.maximum(x, y)
    def backward(self, dz):
        return dz * (self.x < self.y), dz * (self.y < self.x)


#> the larger value itself | max_value_passed, argument_ignored
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.maximum(x, y)
    def backward(self, dz):
        return self.x * (self.x > self.y), self.y * (self.y > self.x)


#> kept in the class | state_shared
class MaxGate:
    def forward(self, x, y):
        MaxGate.x, MaxGate.y = x, y
        return np.maximum(x, y)
    def backward(self, dz):
        return dz * (self.x > self.y), dz * (self.y > self.x)


#> one path of two | fan_out_first_path
def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return a * b, b, b, a * (z > y)


#> the last path wins | fan_out_second_path
def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return a * b, b, a * (y > z), a * (z > y)


#> f forgotten | wrong_number_of_values
def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return b, b + a * (y > z), a * (z > y)


#> add gate sends half, max gate ties | add_own_input, zero_everywhere, sum_follows_max, max_feeds_both
class AddGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return x+y
    def backward(self, dz):
        return dz*self.x, dz*self.y
class MaxGate:
    def forward(self, x, y):
        self.x, self.y = x, y
        return np.maximum(x, y)
    def backward(self, dz):
        return dz*(self.x >= self.y), dz*(self.x < self.y)*0
def f_and_grads(x, y, z):
    a, b = x+y, max(y, z)
    return a*b, b, b if y > z else 0, a


#> only max part for df/dy | if_on_array, fan_out_one_path
class MaxGate:
    def forward(self, x, y):
        self.x = x
        self.y = y
        return max(x, y)
    def backward(self, dz):
        return (dz, 0) if self.x > self.y else (0, dz)
def f_and_grads(x, y, z):
    a, b = x+y, max(y, z)
    f = a*b
    return f, b, (a if y > z else b), (0 if y > z else a)


#> in matrices | right
class AddGate:
    def forward(self, x, y):
        return np.add(x, y)
    def backward(self, dz):
        return (dz,)*2
class MaxGate:
    def forward(self, x, y):
        self.won = np.greater(x, y)
        return np.where(self.won, x, y)
    def backward(self, dz):
        return np.where(self.won, dz, 0.0), np.where(self.won, 0.0, dz)
def f_and_grads(x, y, z):
    top = max(y, z)
    return np.array([(x+y)*top, top, top + (x+y)*(y > z), (x+y)*(z > y)])


#> the max gate keeps the result of the comparison from the first call | add_upstream_forgotten, first_route_kept
class MaxGate:
    def forward(self, x, y):
        if not hasattr(self, "mask"):
            self.mask = np.asarray(x) > np.asarray(y)
        return np.maximum(x, y)
    def backward(self, dz):
        return dz*self.mask, dz*(~self.mask)
class AddGate:
    def forward(self, x, y):
        return x + y
    def backward(self, dz):
        return 1.0, 1.0


#> subtracted in place of added | other_operator
def f_and_grads(x, y, z):
    a, b = x + y, max(y, z)
    return a*b, b, b - a if y > z else b, a if z > y else 0.0


#> MaxGate with np.max | largest_of_all
class MaxGate:

    def forward(self, x, y):
        self.x, self.y = (x, y)
        return np.max([x, y])

    def backward(self, dz):
        return (dz * (self.x > self.y), dz * (self.y > self.x))
