import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fixture, makeProject } from '../support/project.ts';
import { runCli, runTool } from '../support/run-cli.ts';

const SCRIPT = `import sys, networkx
g = networkx.read_graphml(sys.argv[1])
print(g.is_directed(), g.number_of_nodes(), g["net-aldo"]["net-cora"]["weight"], g.nodes["net-cora"]["label"])`;

it('networkx reads the GraphML files', async (context) => {
  const probed = await runTool('/usr/bin/python3', ['-c', 'import networkx']);
  if (probed?.code !== 0) return context.skip('needs the Debian package python3-networkx');
  const project = await makeProject({ network: await fixture('network.yaml') });
  onTestFinished(() => project.remove());
  const { code, stderr } = await runCli(['build', '--root', project.root]);
  expect(code, stderr).toBe(0);
  const path = join(project.latest, 'network', 'reported', 'actor_actor.graphml');
  const python = await runTool('/usr/bin/python3', ['-c', SCRIPT, path]);
  expect(python).toEqual({ code: 0, stdout: 'True 4 2.25 Cora Dahl\n', stderr: '' });
});
