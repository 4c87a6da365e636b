"""Solves MPS files with native HiGHS (highspy) and prints one JSON line each: seconds of CPU and the objective."""
import json
import sys
import time

import highspy

for path in sys.argv[1:]:
    solver = highspy.Highs()
    solver.setOptionValue("output_flag", False)
    solver.setOptionValue("threads", 1)
    solver.readModel(path)
    started = time.process_time()
    solver.run()
    print(
        json.dumps(
            {
                "cpuSeconds": time.process_time() - started,
                "status": solver.modelStatusToString(solver.getModelStatus()),
                "objective": solver.getInfo().objective_function_value,
            }
        ),
        flush=True,
    )
