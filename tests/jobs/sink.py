"""A mail server that keeps nothing: it prints each mail it accepted as a line of JSON.
   sink.py HOST PORT [CERTIFICATE KEY USER PASSWORD]   with those, only over STARTTLS and signed in.
   "refuse" and "accept" on standard input change what it does with the mail that follows."""
import json
import ssl
import sys
import time

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult


class Sink:
    refuse = False

    async def handle_DATA(self, server, session, envelope):
        if self.refuse:
            return "451 Not now"
        line = {"from": envelope.mail_from, "to": envelope.rcpt_tos, "data": envelope.content.decode("ascii"),
                "tls": session.ssl is not None, "signed_in": bool(session.authenticated)}
        print(json.dumps(line), flush=True)
        time.sleep(0.03)
        return "250 Taken"


sink = Sink()
host, port, *locked = sys.argv[1:]
settings = {}
if locked:
    certificate, key, user, password = locked
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)

    def check(server, session, envelope, mechanism, data):
        right = (data.login, data.password) == (user.encode(), password.encode())
        return AuthResult(success=right, handled=right)

    settings = {"tls_context": context, "require_starttls": True, "authenticator": check, "auth_required": True}
controller = Controller(sink, hostname=host, port=int(port), **settings)
controller.start()
print("ready", flush=True)
for command in sys.stdin:
    sink.refuse = command.strip() == "refuse"
    print("refusing" if sink.refuse else "accepting", flush=True)
controller.stop()
