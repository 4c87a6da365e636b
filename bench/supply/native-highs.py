"""Solves an MPS file with native HiGHS (highspy), within the given seconds if any, and prints one line of JSON."""
import json
import sys
import time

import highspy

path, *limit = sys.argv[1:]
solver = highspy.Highs()
solver.setOptionValue("output_flag", False)
solver.setOptionValue("threads", 1)
if limit:
    solver.setOptionValue("time_limit", float(limit[0]))
solver.readModel(path)
started = time.process_time()
solver.run()
info = solver.getInfo()
has_plan = info.primal_solution_status == 2
print(
    json.dumps(
        {
            "cpuSeconds": time.process_time() - started,
            "status": solver.modelStatusToString(solver.getModelStatus()),
            "objective": info.objective_function_value if has_plan else None,
            "bound": info.mip_dual_bound if abs(info.mip_dual_bound) < 1e100 else None,
        }
    )
)
