/** The house's boundaries (docs/overview.md): dependencies point downwards only. */
const room = (name) => `^${name}/`;
const only = (name, from, allowed) => ({
  name,
  severity: 'error',
  comment: `${from} may import only: ${allowed.join(', ') || 'itself'}`,
  from: { path: room(from) },
  to: {
    path: '^(api|worker|activities|workflows|database|email|documents|domain|config|standalone|web|bench|tests)/',
    pathNot: [from, ...allowed].map((a) => (a.includes('/') ? `^${a}` : room(a))),
  },
});

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-circular',
      severity: 'error',
      comment: 'Rooms and files must not import each other in a circle.',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: ['\\.css$'] },
    },
    only('domain-is-pure', 'domain', []),
    {
      name: 'domain-has-no-effects',
      severity: 'error',
      comment: 'Pure rules: no Node I/O, no server libraries.',
      from: { path: '^domain/' },
      to: {
        path: '^(fs|fs/promises|net|http|https|child_process|os|worker_threads)$|node_modules/(@temporalio|express|nodemailer|@prisma|pg)/',
      },
    },
    only('config-stands-alone', 'config', ['domain']),
    {
      name: 'workflows-need-no-library',
      severity: 'error',
      comment: 'Workflow code imports the Temporal workflow package and library-free domain rules only.',
      from: { path: '^workflows/' },
      to: {
        path: 'node_modules/',
        pathNot: 'node_modules/@temporalio/(workflow|common)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'workflows-import-domain-only',
      severity: 'error',
      comment: 'Workflows import domain rules; of activities only the types.',
      from: { path: '^workflows/' },
      to: {
        path: '^(api|worker|activities|database|email|documents|config|standalone|web)/',
        dependencyTypesNot: ['type-only'],
      },
    },
    only('database-serves-domain', 'database', ['domain', 'config']),
    only('email-serves-domain', 'email', ['domain', 'config']),
    only('documents-serve-domain', 'documents', ['domain']),
    only('activities-are-effects', 'activities', ['domain', 'database', 'email', 'documents', 'config']),
    only('api-is-a-door', 'api', [
      'domain',
      'database',
      'documents',
      'email',
      'config',
      'workflows/messages',
    ]),
    only('worker-is-a-door', 'worker', [
      'activities',
      'workflows',
      'database',
      'email',
      'documents',
      'domain',
      'config',
    ]),
    only('web-knows-http-only', 'web', []),
    {
      name: 'doors-are-not-imported',
      severity: 'error',
      comment: 'Only standalone/ starts the two processes.',
      from: { pathNot: '^(api|worker|web|standalone|tests|bench)/' },
      to: { path: '^(api|worker|web|standalone|tests)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|generated)/' },
    tsPreCompilationDeps: 'specify',
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
