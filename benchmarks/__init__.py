"""Speed measurements, and the pinned floors of quality.

Native libraries get one thread each, unless the environment says otherwise: processor time is what is
compared, and threads that wait for one another spend it on nothing. Must come before numpy is imported.
"""

import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_name, "1")
