"""A mixed integer program, rows and columns one at a time, solved by HiGHS (python3-scipy)."""
import numpy
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import coo_matrix


class Program:
    def __init__(self):
        self.cost, self.whole, self.upper = [], [], []
        self.entries, self.low, self.high = [], [], []

    def column(self, cost, whole, upper=numpy.inf):
        self.cost.append(cost)
        self.whole.append(whole)
        self.upper.append(upper)
        return len(self.cost) - 1

    def row(self, terms, low, high):
        self.entries += [(len(self.low), col, value) for col, value in terms if value]
        self.low.append(low)
        self.high.append(high)

    def solve(self, gap=1e-7, seconds=60, presolve=True):
        rows, cols, values = zip(*self.entries)
        matrix = coo_matrix((values, (rows, cols)), shape=(len(self.low), len(self.cost))).tocsr()
        return milp(self.cost, constraints=LinearConstraint(matrix, self.low, self.high), integrality=self.whole,
                    bounds=Bounds(0, self.upper),
                    options={"mip_rel_gap": gap, "time_limit": seconds, "presolve": presolve})
