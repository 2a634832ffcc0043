// A short message centre made of node-smpp: one line of JSON for everything it sees,
// and it does what lines of JSON on its standard input say.
"use strict";

const readline = require("node:readline");
const fs = require("node:fs");
const smpp = require("smpp");

const certificate = process.argv[2];
const options = certificate
  ? { key: fs.readFileSync(`${certificate}.key`), cert: fs.readFileSync(`${certificate}.crt`) }
  : {};
const state = { refuse: [], mute: false, messages: 0, answerLate: false };
const sessions = new Set();

const say = (told) => process.stdout.write(`${JSON.stringify(told)}\n`);

const server = smpp.createServer(options, (session) => {
  session.on("error", () => {});
  session.on("close", () => sessions.delete(session));
  session.on("bind_transceiver", (pdu) => {
    const right = pdu.password === "open";
    session.send(pdu.response({ command_status: right ? 0 : smpp.ESME_RINVPASWD, system_id: "smsc" }));
    if (right) {
      sessions.add(session);
      say({ bound: pdu.system_id });
    }
  });
  session.on("enquire_link", (pdu) => {
    say({ asked: true });
    if (!state.mute) session.send(pdu.response());
  });
  session.on("unbind", (pdu) => session.send(pdu.response()));
  session.on("submit_sm", (pdu) => submitted(session, pdu));
});

function submitted(session, pdu) {
  const status = state.refuse.shift() ?? 0;
  const id = `m${++state.messages}`;
  if (!status) {
    say({
      submitted: pdu.short_message.message,
      to: pdu.destination_addr,
      ton: pdu.dest_addr_ton,
      from: pdu.source_addr,
      header: (pdu.short_message.udh ?? []).map((one) => one.toString("hex")),
      coding: pdu.data_coding,
      receipt: pdu.registered_delivery,
      id,
    });
  }
  if (!state.mute) session.send(pdu.response({ command_status: status, message_id: id }));
}

const deeds = {
  deliver({ text, from, ton, header, sar, coding, hex }) {
    const message = hex ? Buffer.from(hex, "hex") : text;
    const short = header ? { udh: Buffer.from(header, "hex"), message } : message;
    const pdu = { source_addr: from, source_addr_ton: ton, destination_addr: "1000", short_message: short };
    if (header) pdu.esm_class = smpp.ESM_CLASS.UDH_INDICATOR;
    if (coding !== undefined) pdu.data_coding = coding;
    if (sar) [pdu.sar_msg_ref_num, pdu.sar_total_segments, pdu.sar_segment_seqnum] = sar;
    for (const session of sessions) {
      session.deliver_sm(pdu, (answer) => say({ answered: text ?? hex, status: answer.command_status }));
    }
  },
  receipt({ id, stat }) {
    const text = `id:${id} sub:001 dlvrd:001 submit date:2611270400 done date:2611270401 stat:${stat} err:000 text:`;
    for (const session of sessions) {
      session.deliver_sm(
        { source_addr: "1", destination_addr: "1000", esm_class: 4, short_message: text },
        () => say({ answered: `receipt ${id}` }),
      );
    }
  },
  ask() {
    for (const session of sessions) session.enquire_link({}, () => say({ alive: true }));
  },
  unbind() {
    for (const session of sessions) session.unbind({}, () => say({ parted: true }));
  },
  drop() {
    for (const session of sessions) session.destroy();
  },
  junk({ hex }) {
    for (const session of sessions) session.socket.write(Buffer.from(hex, "hex"));
  },
  set(changes) {
    Object.assign(state, changes);
    say({ set: true });
  },
};

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const { deed, ...facts } = JSON.parse(line);
  deeds[deed](facts);
});
// Without a parent there is nobody to serve.
process.stdin.on("end", () => process.exit(0));
server.listen(0, "127.0.0.1", () => say({ listening: server.address().port }));
