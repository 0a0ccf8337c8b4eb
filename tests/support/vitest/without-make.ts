/** For `env`: these tests may themselves be run by make, whose variables would count as typed in the make that a test calls. */
export const WITHOUT_MAKE = ['MAKEFLAGS', 'MAKEOVERRIDES', 'MAKELEVEL', 'GIVEN', 'MFLAGS'].flatMap((name) => [
  '-u',
  name,
]);
