// The stage (stage.cc) as an object.
//
//   const stage = await startStage(binary, folder);
//   const {session, url} = await stage.ask("AuthService/CreateConnectSession",
//                                          {returnUrls: [...]});
//   await stage.stop();

import {spawn} from "node:child_process";
import {createInterface} from "node:readline";

export async function startStage(binary, folder) {
  const child = spawn(binary, [folder], {stdio: ["pipe", "pipe", "inherit"]});
  const lines = createInterface({input: child.stdout})[Symbol.asyncIterator]();
  const next = async () => {
    const {value, done} = await lines.next();
    if (done) throw new Error("the stage has ended");
    return JSON.parse(value);
  };
  const {ok: announced} = await next();
  // Answers come in the order of the questions.
  let last = Promise.resolve();
  const say = (line) => {
    last = last.catch(() => {}).then(() => {
      child.stdin.write(`${line}\n`);
      return next();
    });
    return last;
  };
  const ask = async (method, request = {}) => {
    const answer = await say(`${method} ${JSON.stringify(request)}`);
    if (answer.error) throw new Error(answer.error);
    return answer.ok;
  };
  return {
    ...announced,
    ask,
    command: (line) => say(line),
    stop: () => new Promise((resolve) => {
      child.on("exit", resolve);
      child.stdin.end();
    }),
  };
}
