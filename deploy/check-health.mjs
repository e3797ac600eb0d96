// The health check of a container: whether the program in it says that it can answer.
const port = process.env.PORT;
const status = await fetch(`http://127.0.0.1:${port}/health/ready`).then(
  (response) => response.status,
  () => 0,
);
process.exit(status === 200 ? 0 : 1);
