// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/secrets/keychainstore.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <cstdio>

using namespace assay;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

// QtKeychain keeps process-wide state and reads the session's address once. So each case runs this program again as a
// child with an environment of its own; the child prints what it saw, one `name: value` a line.

namespace {

const QByteArray kCanary = "sk-canary-5a4b3c2d";
constexpr auto kLimit = 3000ms;

Endpoint endpoint(const QString& id = u"openai"_s)
{
    Endpoint made;
    made.id = id;
    made.baseUrl = QUrl(u"https://api.example.com/v1"_s);
    return made;
}

void say(const char* name, const QString& value)
{
    std::printf("%s: %s\n", name, qPrintable(value));
    std::fflush(stdout);
}
void say(const char* name, const Result<void>& result)
{
    say(name, result ? u"ok"_s : errorKindName(result.error().kind) + u", "_s + result.error().detail);
}
void say(const char* name, const Result<FoundSecret>& found)
{
    say(name,
        found ? QString::fromLatin1(found->key.reveal()) + u" from "_s + found->source
              : errorKindName(found.error().kind) + u", "_s + found.error().detail);
}

Result<void> waitFor(QFuture<Result<void>> future)
{
    future.waitForFinished(); // no event loop runs here: that is the promise
    return future.result();
}

void childRoundTrip()
{
    KeychainStore store(kLimit);
    say("before", store.keyFor(endpoint()));
    say("write", waitFor(store.write(endpoint(), Secret(" " + kCanary + "\n"))));
    say("written", store.keyFor(endpoint()));
    say("bad", waitFor(store.write(endpoint(), Secret("sk-\ncanary"_ba))));
    say("read", waitFor(store.readAhead({endpoint(), endpoint(u"absent"_s)})));
    say("found", store.keyFor(endpoint()));
    say("absent", store.keyFor(endpoint(u"absent"_s)));
    Endpoint moved = endpoint();
    moved.baseUrl = QUrl(u"https://evil.example"_s);
    say("moved-read", waitFor(store.readAhead({moved})));
    say("moved", store.keyFor(moved));
    say("backend", store.backendName());
}

void childReadOnly()
{
    KeychainStore store(kLimit);
    say("read", waitFor(store.readAhead({endpoint()})));
    say("found", store.keyFor(endpoint()));
    say("remove", waitFor(store.remove(endpoint())));
    say("removed", store.keyFor(endpoint()));
    say("again", waitFor(store.readAhead({endpoint()})));
    say("gone", store.keyFor(endpoint()));
}

void childFailing(std::chrono::milliseconds limit)
{
    QElapsedTimer timer;
    timer.start();
    {
        KeychainStore store(limit);
        const auto reading = store.readAhead({endpoint()});
        say("at-once", store.keyFor(endpoint()));
        say("read", waitFor(reading));
        say("found", store.keyFor(endpoint()));
        say("write", waitFor(store.write(endpoint(), Secret(kCanary))));
        say("remove", waitFor(store.remove(endpoint())));
    }
    say("milliseconds", QString::number(timer.elapsed()));
    std::fflush(stdout);
    std::_Exit(0); // a thread may hang in the keyring call: that is the point
}

void childManyWithoutBus()
{
    KeychainStore store(kLimit);
    QList<Endpoint> many;
    for (int i = 0; i < 40; ++i)
        many.append(endpoint(u"provider-%1"_s.arg(i)));
    say("read", waitFor(store.readAhead(many)));
    say("last", store.keyFor(many.last()));
    say("write", waitFor(store.write(endpoint(), Secret(kCanary))));
}

int child(const QByteArray& name)
{
    if (name == "many")
        childManyWithoutBus();
    if (name == "roundtrip")
        childRoundTrip();
    else if (name == "readonly")
        childReadOnly();
    else if (name == "failing")
        childFailing(kLimit);
    else if (name == "hanging")
        childFailing(300ms);
    return 0;
}

struct Output {
    QHash<QString, QString> values;
    QString all;
};

} // namespace

class TestKeychainStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void keepsKeysInASecretService()
    {
        if (const QString missing = missingTools(); !missing.isEmpty())
            QSKIP(qPrintable(u"no private keyring can be started: "_s + missing));
        const QString keyring = u"printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null && "_s;
        const QString self = u"'%1'"_s.arg(QCoreApplication::applicationFilePath());
        const Output out = run(u"dbus-run-session"_s,
            {u"--"_s, u"sh"_s, u"-c"_s, keyring + self + u" --child roundtrip && "_s + self + u" --child readonly"_s});
        if (out.values.value(u"write"_s).isEmpty())
            QSKIP(qPrintable(u"no private keyring can be started: "_s + out.all));
        QVERIFY2(out.values.value(u"before"_s).startsWith("secret, "_L1), qPrintable(out.all));
        QCOMPARE(out.values.value(u"write"_s), u"ok"_s);
        QCOMPARE(out.values.value(u"written"_s), u"sk-canary-5a4b3c2d from keyring"_s);
        QVERIFY(out.values.value(u"bad"_s).startsWith("secret, "_L1));
        QVERIFY(!out.values.value(u"bad"_s).contains("canary"_L1));
        QVERIFY(out.values.value(u"absent"_s).startsWith("authentication, "_L1));
        QCOMPARE(out.values.value(u"moved-read"_s), u"ok"_s);
        QVERIFY2(out.values.value(u"moved"_s).startsWith("authentication, "_L1), "a key went to another host");
        QCOMPARE(out.values.value(u"backend"_s), u"Secret Service"_s);
        // The second process: what it printed replaced the lines of the same name.
        QCOMPARE(out.values.value(u"read"_s), u"ok"_s);
        QCOMPARE(out.values.value(u"found"_s), u"sk-canary-5a4b3c2d from keyring"_s);
        QCOMPARE(out.values.value(u"remove"_s), u"ok"_s);
        QVERIFY(out.values.value(u"removed"_s).startsWith("authentication, "_L1));
        QCOMPARE(out.values.value(u"again"_s), u"ok"_s);
        QVERIFY(out.values.value(u"gone"_s).startsWith("authentication, "_L1));
    }

    void withoutADBusItSaysSoInBoundedTime()
    {
        const Output out = run(QCoreApplication::applicationFilePath(), {u"--child"_s, u"failing"_s});
        checkFailures(out);
    }

    void withoutABusNoneIsStarted()
    {
        // What a D-Bus library would call to start one.
        QFile launcher(m_folder->filePath(u"dbus-launch"_s));
        QVERIFY(launcher.open(QIODevice::WriteOnly));
        launcher.write("#!/bin/sh\necho called >> '" + m_folder->filePath(u"launched"_s).toUtf8() + "'\nexit 1\n");
        launcher.close();
        QVERIFY(launcher.setPermissions(QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner));
        const Output out = run(QCoreApplication::applicationFilePath(), {u"--child"_s, u"many"_s}, {},
            {{u"DISPLAY"_s, u":99"_s}, {u"PATH"_s, m_folder->path() + u':' + qEnvironmentVariable("PATH")}});
        QVERIFY2(out.values.value(u"read"_s).startsWith("secret, This machine has no keyring"_L1), qPrintable(out.all));
        QVERIFY2(
            out.values.value(u"write"_s).startsWith("secret, This machine has no keyring"_L1), qPrintable(out.all));
        QVERIFY2(!QFile::exists(m_folder->filePath(u"launched"_s)), "a bus was started");
    }

    void aBusWithoutAKeyringIsASentence()
    {
        if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
            QSKIP("dbus-daemon is not installed");
        // A bus of our own that can start no service.
        const QString configuration = m_folder->filePath(u"bus.conf"_s);
        QFile file(configuration);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("<busconfig><type>session</type><listen>unix:path=" + m_folder->filePath(u"bus"_s).toUtf8()
            + "</listen><policy context='default'><allow send_destination='*' eavesdrop='true'/><allow "
              "eavesdrop='true'/><allow own='*'/></policy></busconfig>");
        file.close();
        QProcess bus;
        bus.start(u"dbus-daemon"_s, {u"--config-file="_s + configuration, u"--nofork"_s, u"--print-address"_s});
        if (!bus.waitForReadyRead(5000))
            QSKIP("dbus-daemon does not start here");
        const QString address = QString::fromLatin1(bus.readLine()).trimmed();
        const Output out = run(QCoreApplication::applicationFilePath(), {u"--child"_s, u"failing"_s}, address);
        bus.kill();
        bus.waitForFinished();
        checkFailures(out);
    }

    void aKeyringThatHangsIsLeftAfterTheLimit()
    {
        if (QStandardPaths::findExecutable(u"dbus-daemon"_s).isEmpty())
            QSKIP("dbus-daemon is not installed");
        // A bus that accepts connections and then stops answering.
        QProcess bus;
        bus.start(u"dbus-daemon"_s,
            {u"--session"_s, u"--nofork"_s, u"--print-address"_s,
                u"--address=unix:path="_s + m_folder->filePath(u"bus"_s)});
        if (!bus.waitForReadyRead(5000))
            QSKIP("dbus-daemon does not start here");
        const QString address = QString::fromLatin1(bus.readLine()).trimmed();
        QCOMPARE(::kill(pid_t(bus.processId()), SIGSTOP), 0);
        const Output out = run(QCoreApplication::applicationFilePath(), {u"--child"_s, u"hanging"_s}, address);
        ::kill(pid_t(bus.processId()), SIGCONT);
        bus.kill();
        bus.waitForFinished();
        checkFailures(out);
        for (const QString& name : {u"read"_s, u"write"_s, u"remove"_s})
            QVERIFY2(out.values.value(name).contains("did not answer within 300 ms"_L1), qPrintable(out.all));
        QVERIFY2(out.values.value(u"found"_s).contains("has not answered"_L1), qPrintable(out.all));
    }

private:
    static QString missingTools()
    {
        for (const QString& tool : {u"dbus-run-session"_s, u"gnome-keyring-daemon"_s, u"sh"_s}) {
            if (QStandardPaths::findExecutable(tool).isEmpty())
                return tool + u" is not installed"_s;
        }
        return {};
    }

    static void checkFailures(const Output& out)
    {
        for (const QString& name : {u"at-once"_s, u"read"_s, u"found"_s, u"write"_s, u"remove"_s}) {
            QVERIFY2(out.values.value(name).startsWith("secret, "_L1), qPrintable(name + u" in "_s + out.all));
            QVERIFY2(out.values.value(name).endsWith(u'.'), qPrintable(out.values.value(name)));
        }
        QVERIFY2(!out.all.contains("canary"_L1), "a key is in an error");
        QVERIFY(!out.values.value(u"milliseconds"_s).isEmpty());
    }

    Output run(const QString& program, const QStringList& arguments, const QString& busAddress = {},
        const QHash<QString, QString>& variables = {})
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "XDG_CURRENT_DESKTOP",
                 "DESKTOP_SESSION", "KDE_SESSION_VERSION", "GNOME_KEYRING_CONTROL"})
            environment.remove(QString::fromLatin1(name));
        if (!busAddress.isEmpty())
            environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, busAddress);
        for (const char* name : {"HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(QString::fromLatin1(name), m_folder->path());
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        QProcess process;
        process.setProcessEnvironment(environment);
        process.start(program, arguments);
        // Far above the limits of the cases; only a hang meets it.
        if (!process.waitForFinished(60'000)) {
            process.kill();
            process.waitForFinished();
            return {.values = {}, .all = u"the child hangs: "_s + QString::fromUtf8(process.readAll())};
        }
        const QString printed = QString::fromUtf8(process.readAllStandardOutput());
        Output output{.values = {}, .all = printed + QString::fromUtf8(process.readAllStandardError())};
        for (const QString& line : printed.split(u'\n')) {
            if (const auto colon = line.indexOf(": "_L1); colon > 0)
                output.values.insert(line.first(colon), line.sliced(colon + 2));
        }
        return output;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

int main(int argc, char** argv)
{
    QCoreApplication application(argc, argv);
    if (argc == 3 && QByteArrayView(argv[1]) == "--child")
        return child(argv[2]);
    TestKeychainStore test;
    return QTest::qExec(&test, argc, argv);
}
#include "tst_keychainstore.moc"
