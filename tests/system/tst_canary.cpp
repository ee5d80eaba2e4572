// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/canary.h"
#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"

#include <QDir>
#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <csignal>

#ifdef __linux__
#include <linux/securebits.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#endif

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

// Like no provider's key, so that only what it is can give it away, not its form.
const QByteArray kKey = "Zq7Canary.k3y-9Xw2vTb5Nn8Rj4_Lp6";
const QByteArray kPassphrase = "correct horse battery staple";
const QByteArray kPrompt = "a prompt to be found again";

using Variables = QHash<QString, QString>;

QByteArray answer(const QByteArray& status, const QByteArray& headers, const QByteArray& body)
{
    return "HTTP/1.1 " + status + "\r\ncontent-length: " + QByteArray::number(body.size()) + "\r\nconnection: close\r\n"
        + headers + "\r\n" + body;
}

QByteArray streamed(const QByteArray& events)
{
    return "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n" + events;
}

QByteArray everyForm(const Canary& canary)
{
    QByteArray out;
    for (const auto& form : canary.forms())
        out += form.name + " [" + form.bytes + "] ";
    return out + "Basic " + (canary.key() + ':').toBase64() + " Basic " + ("user:" + canary.key()).toBase64();
}

QByteArray jsonText(QByteArray text)
{
    return text.replace('\\', "\\\\").replace('\0', "\\u0000");
}

} // namespace

/// A key goes to its server and nowhere else, whatever the server sends back, wherever the key came from, and also when
/// the program dies.
class TestCanary : public QObject
{
    Q_OBJECT

private:
    const Canary m_canary{kKey};
    std::unique_ptr<QTemporaryDir> m_profile;
    std::unique_ptr<LoopbackServer> m_server;

    void begin(QProcess& process, const QStringList& arguments, const Variables& variables = {})
    {
        QProcessEnvironment environment;
        for (const char* kept : {"HOME", "PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(kept))
                environment.insert(QString::fromLatin1(kept), qEnvironmentVariable(kept));
        }
        environment.insert(u"QT_LOGGING_RULES"_s, u"*=true"_s);
        for (auto it = variables.begin(); it != variables.end(); ++it)
            environment.insert(it.key(), it.value());
        process.setProcessEnvironment(environment);
        process.setWorkingDirectory(m_profile->path());
#ifdef __linux__
        process.setChildProcessModifier([] { // cores are as welcome as they can be
            const rlimit all = {RLIM_INFINITY, RLIM_INFINITY};
            ::setrlimit(RLIMIT_CORE, &all);
            // Run by root, the program has no more rights than a person's: else no tracer of theirs could be tried.
            ::prctl(PR_SET_SECUREBITS, SECBIT_NOROOT | SECBIT_NOROOT_LOCKED, 0, 0, 0);
        });
#endif
        process.start(QStringLiteral(ASSAY_EXECUTABLE),
            QStringList{u"--profile"_s, m_profile->path(), u"--sandbox-pace"_s, u"0"_s} + arguments);
    }

    /// Runs to the end; the exit code, or -1. Output with the key in it fails the test.
    int run(const QStringList& arguments, const Variables& variables = {}, const QByteArray& input = {})
    {
        QProcess process;
        begin(process, arguments, variables);
        process.write(input);
        process.closeWriteChannel();
        if (!process.waitForFinished(60'000))
            process.kill();
        const QByteArray said = process.readAllStandardOutput() + process.readAllStandardError();
        if (const auto found = m_canary.foundIn(said); !found.isEmpty())
            QTest::qFail(qPrintable(u"%1 in the output of %2"_s.arg(QString::fromUtf8(found), arguments.join(u' '))),
                __FILE__, __LINE__);
        return process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1;
    }

    /// How the program gets the key, and what it needs to find it again.
    Variables give(const QString& source)
    {
        const QStringList add = {u"providers"_s, u"add"_s, u"canary"_s, u"--base-url"_s,
            u"http://127.0.0.1:%1/v1"_s.arg(m_server->port()), u"--key-env"_s, u"CANARY_VALUE"_s};
        if (source == "environment"_L1) {
            const Variables variables = {{u"CANARY_VALUE"_s, QString::fromLatin1(kKey)}};
            return run(add, variables) == 0 ? variables : Variables();
        }
        const Variables variables = {{u"ASSAY_PASSPHRASE"_s, QString::fromLatin1(kPassphrase)}};
        if (source == "added from input"_L1)
            return run(add + QStringList{u"--key-stdin"_s}, variables, kKey + '\n') == 0 ? variables : Variables();
        const bool kept
            = run(add) == 0 && run({u"keys"_s, u"set"_s, u"canary"_s, u"--file"_s}, variables, kKey + '\n') == 0;
        return kept ? variables : Variables();
    }

private Q_SLOTS:
    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        m_server = std::make_unique<LoopbackServer>();
    }

    void theFormsAreFound()
    {
        for (const auto& form : m_canary.forms())
            QVERIFY2(!m_canary.foundIn("before " + form.bytes + " after").isEmpty(), form.name.constData());
        for (const QByteArray& credentials : {kKey + ':', ':' + kKey, "user:" + kKey, "me:" + kKey})
            QVERIFY(!m_canary.foundIn("Basic " + credentials.toBase64()).isEmpty());
    }

    void anEchoIsKeptNowhere_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QByteArray>("echo");
        const QByteArray json = R"({"error":{"message":"%1","type":"%2","code":"%2"},"request_id":"%2"})";
        const auto filled
            = [&](const QByteArray& message) { return QByteArray(json).replace("%1", message).replace("%2", kKey); };
        const QByteArray every = everyForm(m_canary);
        const QByteArray html
            = "<html><head><title>Bad key " + every + "</title></head><body>" + every + "</body></html>";
        const QByteArray headers = "x-request-id: " + kKey + "\r\nwww-authenticate: Basic " + (":" + kKey).toBase64()
            + "\r\nx-amzn-errortype: " + kKey + "\r\nlocation: https://" + kKey.toHex() + ".test/" + kKey + "\r\n";
        QByteArrayList pieces;
        for (const char c : kKey)
            pieces.append(chatEvent(QString(QLatin1Char(c))));
        const QByteArray whole
            = chatStream({QString::fromLatin1(kKey), u" and "_s, QString::fromLatin1(kKey.toBase64())}).join();
        const QHash<QByteArray, QByteArray> echoes = {
            {"JSON error", answer("401 Unauthorized", "content-type: application/json\r\n" + headers, filled(kKey))},
            {"JSON error in all forms",
                answer("400 Bad Request", "content-type: application/json\r\n", filled(jsonText(every)))},
            {"HTML page", answer("403 Forbidden", "content-type: text/html\r\n", html)},
            {"plain text", answer("400 Bad Request", "content-type: text/plain\r\n" + headers, every)},
            {"long text", answer("400 Bad Request", "content-type: text/plain\r\n", QByteArray(3990, 'x') + kKey)},
            {"redirect", answer("307 Temporary Redirect", headers, "")},
            {"error in the stream", streamed(chatEvent(u"so far "_s) + "data: " + filled(kKey) + "\n\n")},
            {"as the answer", streamed(whole)},
            {"letter by letter", streamed(pieces.join() + chatStream({u"."_s}).join())},
            {"not HTTP", kKey + "\r\n\r\n"},
        };
        for (auto it = echoes.begin(); it != echoes.end(); ++it)
            QTest::addRow("environment, %s", it.key().constData()) << u"environment"_s << it.value();
        for (const QString& source : {u"key file"_s, u"added from input"_s}) {
            for (const QByteArray name : {"JSON error in all forms", "HTML page", "as the answer"})
                QTest::addRow("%s, %s", qPrintable(source), name.constData()) << source << echoes.value(name);
        }
    }
    void anEchoIsKeptNowhere()
    {
        QFETCH(QString, source);
        QFETCH(QByteArray, echo);
        const Variables variables = give(source);
        QVERIFY(!variables.isEmpty());
        m_server->enqueue({step::ReadRequest{}, step::Send{echo}, step::Close{}});
        run({u"compare"_s, u"-m"_s, u"canary/m"_s, u"-p"_s, u"hi"_s, u"--json"_s}, variables);
        QVERIFY2(!m_server->requests().isEmpty(), "nothing was sent");
        QVERIFY2(m_server->requests().first().head.contains("Bearer " + kKey), "the key did not reach its server");
        run({u"compare"_s, u"-m"_s, u"canary/m"_s, u"-p"_s, u"hi"_s}, variables);
        run({u"history"_s, u"show"_s, u"--json"_s});
        run({u"history"_s, u"show"_s});
        run({u"providers"_s, u"list"_s, u"--all"_s, u"--json"_s}, variables);
        run({u"providers"_s, u"test"_s, u"canary"_s, u"-m"_s, u"m"_s, u"--json"_s}, variables);
        run({u"models"_s, u"refresh"_s, u"canary"_s}, variables);
        run({u"keys"_s, u"list"_s, u"--json"_s}, variables);
        QCOMPARE(m_canary.foundInFiles(m_profile->path()), QByteArray());
    }

    void aModelListThatEchoesIsKeptClean()
    {
        const Variables variables = give(u"key file"_s);
        m_server->enqueue({step::ReadRequest{},
            step::Send{okAnswer(R"({"object":"list","data":[{"id":"m-)" + kKey + R"("},{"id":"tiny"}]})")},
            step::Close{}});
        QCOMPARE(run({u"models"_s, u"refresh"_s, u"canary"_s}, variables), 0);
        QCOMPARE(run({u"models"_s, u"list"_s, u"tiny"_s}), 0);
        QCOMPARE(m_canary.foundInFiles(m_profile->path()), QByteArray());
    }

    void theWindowKeepsItNowhere()
    {
        const Variables variables = give(u"key file"_s);
        Variables offscreen = variables;
        offscreen.insert(u"QT_QPA_PLATFORM"_s, u"offscreen"_s);
        m_server->enqueue({step::ReadRequest{}, step::Send{answer("401 No", "", kKey)}, step::Close{}});
        const int code
            = run({u"--page"_s, u"settings"_s, u"--screenshot"_s, m_profile->filePath(u"settings.png"_s)}, offscreen);
        if (code == 2)
            QSKIP("built without the window");
        QCOMPARE(code, 0);
        QVERIFY(QFile::exists(m_profile->filePath(u"settings.png"_s)));
        QCOMPARE(m_canary.foundInFiles(m_profile->path()), QByteArray());
    }

#ifdef __linux__
    void theProcessListDoesNotShowIt()
    {
        const Variables variables = give(u"key file"_s);
        QProcess process;
        beginHeldCall(process, variables);
        QTRY_VERIFY(!m_server->requests().isEmpty());
        const auto lines = commandLines(process.processId());
        QVERIFY(lines.value(process.processId()).contains("compare"));
        for (const auto& line : lines)
            QCOMPARE(m_canary.foundIn(line), QByteArray());
        QFile environment(u"/proc/%1/environ"_s.arg(process.processId()));
        if (environment.open(QIODevice::ReadOnly))
            QCOMPARE(m_canary.foundIn(environment.readAll()), QByteArray());
        end(process);
    }

    void aCrashLeavesNoCore()
    {
        const Variables variables = give(u"key file"_s);
        QProcess process;
        beginHeldCall(process, variables);
        QTRY_VERIFY(!m_server->requests().isEmpty());
        QCOMPARE(errorOfTracing(process.processId()), EPERM);
        QCOMPARE(::kill(static_cast<pid_t>(process.processId()), SIGABRT), 0);
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitStatus(), QProcess::CrashExit);
        QCOMPARE(QDir(m_profile->path()).entryList({u"*core*"_s}, QDir::Files), QStringList());
        QCOMPARE(m_canary.foundInFiles(m_profile->path()), QByteArray());
    }

    // Developers can allow cores. The key is then still not in them: neither while a call is in the air nor after it.
    void anAllowedCoreHoldsNoKey()
    {
#ifdef __SANITIZE_ADDRESS__
        QSKIP("the sanitizer keeps freed blocks, and the secret heap is the sanitizer's then");
#endif
        if (QStandardPaths::findExecutable(u"gdb"_s).isEmpty())
            QSKIP("gdb is not installed");
        Variables variables = give(u"key file"_s);
        variables.insert(u"ASSAY_ALLOW_CORE"_s, u"1"_s);
        LoopbackServer second; // keeps the program alive when the call with the key is over
        second.enqueue({step::ReadRequest{}, step::Hold{}});
        QCOMPARE(run({u"providers"_s, u"add"_s, u"other"_s, u"--base-url"_s,
                     u"http://127.0.0.1:%1/v1"_s.arg(second.port()), u"--no-key"_s}),
            0);
        m_server->enqueue(
            {step::ReadRequest{}, step::Hold{}, step::Send{streamed(chatStream({u"done"_s}).join())}, step::Close{}});
        QProcess process;
        begin(process,
            {u"compare"_s, u"-m"_s, u"canary/m"_s, u"-m"_s, u"other/m"_s, u"-p"_s, QString::fromLatin1(kPrompt)},
            variables);
        QTRY_VERIFY(!m_server->requests().isEmpty() && !second.requests().isEmpty());
        QCOMPARE(errorOfTracing(process.processId()), 0);
        checkCore(process, u"held"_s);
        m_server->release();
        QTRY_COMPARE(m_server->openConnections(), 0);
        checkCore(process, u"over"_s);
        end(process);
    }

private:
    void beginHeldCall(QProcess& process, const Variables& variables)
    {
        m_server->enqueue({step::ReadRequest{}, step::Hold{}});
        begin(process, {u"compare"_s, u"-m"_s, u"canary/m"_s, u"-p"_s, u"hi"_s}, variables);
    }

    static void end(QProcess& process)
    {
        process.kill();
        process.waitForFinished();
    }

    void checkCore(const QProcess& process, const QString& name)
    {
        const QString path = m_profile->filePath(name + u".core"_s);
        QProcess gdb;
        gdb.start(u"gdb"_s,
            {u"--batch"_s, u"-nx"_s, u"-iex"_s, u"set auto-load off"_s, u"-p"_s, QString::number(process.processId()),
                u"-ex"_s, u"generate-core-file "_s + path});
        QVERIFY(gdb.waitForFinished(120'000));
        QFile core(path);
        QVERIFY2(core.open(QIODevice::ReadOnly), gdb.readAllStandardError().constData());
        const QByteArray memory = core.readAll();
        core.remove();
        QVERIFY2(memory.contains(kPrompt), "this is no picture of the process");
        QCOMPARE(m_canary.foundIn(memory), QByteArray());
    }
#endif
};

QTEST_GUILESS_MAIN(TestCanary)
#include "tst_canary.moc"
