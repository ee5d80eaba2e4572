// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/lanefixture.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QDir>
#include <QDirIterator>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QByteArray kStreamHead = "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";

} // namespace

/// The built program, driven as a person would, with its own profile and no keys of anybody.
class TestCommandLine : public QObject
{
    Q_OBJECT

private:
    QTemporaryDir m_profile;

    Outcome assay(const QStringList& arguments, const QHash<QString, QString>& variables = {},
        const QString& profile = {}, const QByteArray& input = {})
    {
        return runProgram(profile.isEmpty() ? m_profile.path() : profile, arguments, input, variables);
    }

private Q_SLOTS:
    void aFirstComparisonWorksWithoutKeyAndNetwork()
    {
        const auto done = assay({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s, u"-p"_s,
            u"Explain RAID levels"_s, u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto lanes = done.json().value("lanes"_L1).toArray();
        QCOMPARE(lanes.size(), 2);
        for (const auto& value : lanes) {
            const auto lane = value.toObject();
            QCOMPARE(lane.value("state"_L1).toString(), u"complete"_s);
            QVERIFY(lane.value("text"_L1).toString().contains(u"RAID"_s));
            QCOMPARE(lane.value("simulated"_L1).toBool(), true);
            QVERIFY(lane.value("usage"_L1).toObject().value("output"_L1).toInteger() > 0);
            QVERIFY(lane.value("timing"_L1).toObject().value("ttft_us"_L1).toInteger() > 0);
            QCOMPARE(lane.value("cost"_L1).toObject().value("state"_L1).toString(), u"computed"_s);
        }
        const auto shown = assay({u"history"_s, u"show"_s, u"--json"_s});
        QCOMPARE(shown.code, 0);
        QCOMPARE(shown.json(), done.json());
        const auto listed = assay({u"history"_s, u"list"_s, u"--json"_s}).json().value("runs"_L1).toArray();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.first().toObject().value("simulated"_L1).toBool(), true);
        QVERIFY(listed.first().toObject().value("pico_usd"_L1).isNull()); // simulated money is no spend
    }

    void everySimulatedModelAnswers_data()
    {
        QTest::addColumn<QString>("model");
        QTest::addColumn<QString>("state");
        QTest::addRow("swift, OpenAI chat") << u"sandbox/swift"_s << u"complete"_s;
        QTest::addRow("steady, Anthropic") << u"sandbox/steady"_s << u"complete"_s;
        QTest::addRow("thinker, Gemini") << u"sandbox/thinker"_s << u"complete"_s;
        QTest::addRow("flaky, Ollama") << u"sandbox/flaky"_s << u"truncated"_s;
    }
    void everySimulatedModelAnswers()
    {
        QFETCH(QString, model);
        QFETCH(QString, state);
        const auto done = assay({u"compare"_s, u"-m"_s, model, u"-p"_s, u"Write a haiku about rain"_s, u"--json"_s});
        const auto lane = done.json().value("lanes"_L1).toArray().first().toObject();
        QCOMPARE(lane.value("state"_L1).toString(), state);
        QVERIFY(!lane.value("text"_L1).toString().isEmpty());
        QCOMPARE(done.code, state == "complete"_L1 ? 0 : 1);
        if (model.endsWith("thinker"_L1))
            QVERIFY(!lane.value("reasoning"_L1).toString().isEmpty());
    }

    void aServerThatIsNotOursIsAddedByItsAddress()
    {
        LoopbackServer server;
        server.enqueue(
            {step::ReadRequest{}, step::Send{kStreamHead + chatStream({u"from "_s, u"afar"_s}).join()}, step::Close{}});
        const QString base = u"http://127.0.0.1:%1/v1"_s.arg(server.port());
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s, base, u"--no-key"_s}).code, 0);
        const auto again = assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s, base, u"--no-key"_s});
        QCOMPARE(again.code, 2); // never replaced silently
        const auto done = assay(
            {u"compare"_s, u"-m"_s, u"mine/some-model"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"hi"_s, u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto lane = done.json().value("lanes"_L1).toArray().first().toObject();
        QCOMPARE(lane.value("text"_L1).toString(), u"from afar"_s);
        QCOMPARE(lane.value("simulated"_L1).toBool(), false);
        QCOMPARE(lane.value("cost"_L1).toObject().value("state"_L1).toString(), u"unknown"_s); // no price: not zero
        QVERIFY(lane.value("cost"_L1).toObject().value("pico_usd"_L1).isNull());
        QCOMPARE(server.posts(), 1);
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"mine"_s}).code, 0);
    }

    void aKeyReachesItsServerAndNothingElse()
    {
        const QByteArray canary = "sk-canary-1f8a2b7c9d3e4f5a6b7c8d9e";
        LoopbackServer server;
        server.enqueue({step::ReadRequest{},
            step::Send{"HTTP/1.1 401 Unauthorized\r\ncontent-type: application/json\r\nconnection: "
                       "close\r\n\r\n{\"error\":{\"message\":\"Incorrect API key provided: "
                       "sk-canary-1f8a2b7c9d3e4f5a6b7c8d9e\",\"code\":\"invalid_api_key\"}}"},
            step::Close{}});
        const QHash<QString, QString> variables = {{u"CANARY_KEY"_s, QString::fromLatin1(canary)}};
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"canary"_s, u"--base-url"_s,
                           u"http://127.0.0.1:%1"_s.arg(server.port()), u"--key-env"_s, u"CANARY_KEY"_s})
                     .code,
            0);
        const auto done = assay({u"compare"_s, u"-m"_s, u"canary/m"_s, u"-p"_s, u"hi"_s, u"--json"_s}, variables);
        QCOMPARE(done.code, 1);
        QVERIFY(server.requests().first().head.contains(canary));
        const QList<QByteArray> forms = {canary, canary.toBase64(), canary.toHex(),
            QByteArray(reinterpret_cast<const char*>(QString::fromLatin1(canary).utf16()), canary.size() * 2)};
        for (const auto& form : forms) {
            QVERIFY(!done.out.contains(form));
            QVERIFY(!done.err.contains(form));
            QDirIterator files(m_profile.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
            while (files.hasNext()) {
                QFile file(files.next());
                QVERIFY(file.open(QIODevice::ReadOnly));
                QVERIFY2(!file.readAll().contains(form), qPrintable(file.fileName()));
            }
        }
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"canary"_s}).code, 0);
    }

    void modelListsAreRefreshedAndKeptForLater()
    {
        LoopbackServer server;
        server.enqueue({step::ReadRequest{},
            step::Send{okAnswer(
                R"({"object":"list","data":[{"id":"tiny-1","object":"model"},{"id":"tiny-2","object":"model"}]})")},
            step::Close{}});
        server.enqueue({step::ReadRequest{}, step::Reset{}});
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"listed"_s, u"--base-url"_s,
                           u"http://127.0.0.1:%1/v1"_s.arg(server.port()), u"--no-key"_s})
                     .code,
            0);
        const auto refreshed = assay({u"models"_s, u"refresh"_s, u"listed"_s});
        QVERIFY2(refreshed.code == 0, refreshed.err.constData());
        const auto failed = assay({u"models"_s, u"refresh"_s, u"listed"_s});
        QCOMPARE(failed.code, 1); // and what was known stays
        const auto listed = assay({u"models"_s, u"list"_s, u"tiny"_s});
        QVERIFY(listed.out.contains("listed/tiny-1") && listed.out.contains("listed/tiny-2"));
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"listed"_s}).code, 0);
    }

    void filesToolsAndSchemaGoAlong()
    {
        QTemporaryDir folder;
        const auto write = [&](const QString& name, const QByteArray& bytes) {
            QFile file(folder.filePath(name));
            return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
        };
        const QString image = write(u"dot.png"_s,
            QByteArray::fromBase64(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="));
        const QString tools = write(u"tools.json"_s,
            R"([{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}])");
        const QString schema = write(u"shape.json"_s,
            R"({"type":"object","properties":{"level":{"type":"integer"}},"required":["level"],"additionalProperties":false})");
        const QString noise = write(u"noise.bin"_s, QByteArray("\x00\xff\xfe", 3));
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatStream({u"{}"_s}).join()}, step::Close{}});
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"eyes"_s, u"--base-url"_s,
                           u"http://127.0.0.1:%1/v1"_s.arg(server.port()), u"--no-key"_s})
                     .code,
            0);
        const auto done = assay({u"compare"_s, u"-m"_s, u"eyes/m"_s, u"-p"_s, u"look"_s, u"--attach"_s, image,
            u"--tools"_s, tools, u"--schema"_s, schema, u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto body = QJsonDocument::fromJson(server.requests().first().body).object();
        QVERIFY(QJsonDocument(body).toJson().contains("data:image/png;base64,iVBORw0KGgo"));
        QCOMPARE(body.value("tools"_L1)
                     .toArray()
                     .first()
                     .toObject()
                     .value("function"_L1)
                     .toObject()
                     .value("name"_L1)
                     .toString(),
            u"get_weather"_s);
        QCOMPARE(body.value("response_format"_L1).toObject().value("type"_L1).toString(), u"json_schema"_s);
        const auto refused = assay({u"compare"_s, u"-m"_s, u"eyes/m"_s, u"-p"_s, u"look"_s, u"--attach"_s, noise});
        QCOMPARE(refused.code, 2);
        QVERIFY(refused.err.contains("noise.bin"));
        const auto called = assay({u"compare"_s, u"-m"_s, u"sandbox/steady"_s, u"-p"_s,
            u"Use the tool get_weather for Vienna"_s, u"--tools"_s, tools, u"--json"_s});
        const auto calls
            = called.json().value("lanes"_L1).toArray().first().toObject().value("tool_calls"_L1).toArray();
        QCOMPARE(calls.first().toObject().value("name"_L1).toString(), u"get_weather"_s);
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"eyes"_s}).code, 0);
    }

    void aKeyIsKeptEncryptedAndUsed()
    {
        const QByteArray canary = "sk-canary-file-77aa88bb99cc00dd";
        const QHash<QString, QString> passphrase = {{u"ASSAY_PASSPHRASE"_s, u"correct horse"_s}};
        LoopbackServer server;
        server.enqueue({step::ReadRequest{}, step::Send{kStreamHead + chatStream({u"ok"_s}).join()}, step::Close{}});
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"locked"_s, u"--base-url"_s,
                           u"http://127.0.0.1:%1"_s.arg(server.port()), u"--key-env"_s, u"LOCKED_KEY"_s})
                     .code,
            0);
        const auto noKeyring
            = assay({u"keys"_s, u"set"_s, u"locked"_s}, {}, {}, canary + '\n'); // no D-Bus in this environment
        QCOMPARE(noKeyring.code, 1);
        QVERIFY(!noKeyring.err.isEmpty());
        const auto noPassphrase = assay({u"keys"_s, u"set"_s, u"locked"_s, u"--file"_s}, {}, {}, canary + '\n');
        QCOMPARE(noPassphrase.code, 1);
        QVERIFY(noPassphrase.err.contains("ASSAY_PASSPHRASE"));
        const auto kept = assay({u"keys"_s, u"set"_s, u"locked"_s, u"--file"_s}, passphrase, {}, canary + '\n');
        QVERIFY2(kept.code == 0, kept.err.constData());
        const auto done = assay({u"compare"_s, u"-m"_s, u"locked/m"_s, u"-p"_s, u"hi"_s, u"--json"_s}, passphrase);
        QVERIFY2(done.code == 0, done.err.constData());
        QVERIFY(server.requests().first().head.contains(canary));
        QDirIterator files(m_profile.path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains(canary) && !bytes.contains(canary.toBase64()), qPrintable(file.fileName()));
        }
        QCOMPARE(assay({u"keys"_s, u"list"_s}, {{u"ASSAY_PASSPHRASE"_s, u"wrong"_s}}).code, 1);
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"locked"_s}).code, 0);
    }

    void badInputGetsOneSentenceAndTheRightCode_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<int>("code");
        QTest::addColumn<QString>("says");
        const auto row = [](const char* name, const QStringList& arguments, int code, const QString& says) {
            QTest::newRow(name) << arguments << code << says;
        };
        row("unknown provider", {u"compare"_s, u"-m"_s, u"nowhere/x"_s, u"-p"_s, u"hi"_s}, 2,
            u"no provider 'nowhere'"_s);
        row("no provider", {u"compare"_s, u"-m"_s, u"gpt-4o"_s, u"-p"_s, u"hi"_s}, 2, u"openai/gpt-4o"_s);
        row("unknown simulated model", {u"compare"_s, u"-m"_s, u"sandbox/nope"_s, u"-p"_s, u"hi"_s}, 2,
            u"swift, steady"_s);
        row("missing key", {u"compare"_s, u"-m"_s, u"openai/gpt-4o"_s, u"-p"_s, u"hi"_s}, 2, u"OPENAI_API_KEY"_s);
        row("empty prompt", {u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"  "_s}, 2, u"prompt is empty"_s);
        row("prompt file", {u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"@/no/such/file"_s}, 2,
            u"/no/such/file"_s);
        row("setting", {u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-p"_s, u"hi"_s, u"--set"_s, u"temperature=warm"_s},
            2, u"temperature"_s);
        row("too many lanes", {u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"--repeat"_s, u"25"_s}, 2, u"--repeat"_s);
        row("base URL", {u"providers"_s, u"add"_s, u"x"_s, u"--base-url"_s, u"htp:/nonsense"_s}, 2, u"base URL"_s);
        row("dialect",
            {u"providers"_s, u"add"_s, u"x"_s, u"--base-url"_s, u"http://127.0.0.1:1"_s, u"--dialect"_s, u"morse"_s}, 2,
            u"morse"_s);
        row("verb", {u"compere"_s}, 2, u"compere"_s);
        row("usage class", {u"models"_s, u"cost"_s, u"openai/gpt-4o"_s, u"--usage"_s, u"{\"inputs\":1}"_s}, 2,
            u"inputs"_s);
        row("usage JSON", {u"models"_s, u"cost"_s, u"openai/gpt-4o"_s, u"--usage"_s, u"{"_s}, 2, u"JSON"_s);
        row("run", {u"history"_s, u"show"_s, u"ffff"_s}, 2, u"ffff"_s);
        row("unknown model's price",
            {u"models"_s, u"cost"_s, u"openai/no-such-model"_s, u"--usage"_s, u"{\"input\":1}"_s}, 1, QString());
    }
    void badInputGetsOneSentenceAndTheRightCode()
    {
        QFETCH(QStringList, arguments);
        QFETCH(int, code);
        QFETCH(QString, says);
        const auto done = assay(arguments);
        QVERIFY2(done.code == code, (done.err + done.out).constData());
        QVERIFY2(QString::fromUtf8(done.err).contains(says, Qt::CaseInsensitive), done.err.constData());
    }

    void pricesAreExact()
    {
        // $2.50 and $10 per million, cached input at half: 1000 × 2.5 + 500 × 1.25 + 200 × 10 = 5125 micro-dollars.
        const auto done = assay({u"models"_s, u"cost"_s, u"openai/gpt-4o"_s, u"--usage"_s,
            u"{\"input\":1000,\"cache_read\":500,\"output\":200}"_s, u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        QCOMPARE(done.json().value("pico_usd"_L1).toInteger(), 5'125'000'000);
        QCOMPARE(done.json().value("state"_L1).toString(), u"computed"_s);
    }

    void anUnusableProfileIsSaidAndLeftAlone()
    {
        QTemporaryDir folder;
        const QString file = folder.filePath(u"file"_s);
        QFile plain(file);
        QVERIFY(plain.open(QIODevice::WriteOnly));
        plain.write("mine");
        plain.close();
        const auto notAFolder = assay({u"history"_s}, {}, file);
        QCOMPARE(notAFolder.code, 1);
        QVERIFY(notAFolder.err.contains("not a folder"));
        QVERIFY(plain.open(QIODevice::ReadOnly));
        QCOMPARE(plain.readAll(), QByteArray("mine"));

        const QString ledger = folder.filePath(u"assay.db"_s);
        QFile foreign(ledger);
        QVERIFY(foreign.open(QIODevice::WriteOnly));
        foreign.write(QByteArray(8192, 'x'));
        foreign.close();
        const auto damaged = assay({u"history"_s}, {}, folder.path());
        QCOMPARE(damaged.code, 1);
        QVERIFY(!damaged.err.isEmpty());
        QVERIFY(foreign.open(QIODevice::ReadOnly));
        QCOMPARE(foreign.readAll(), QByteArray(8192, 'x'));
    }

    void keysInTheEnvironmentAreOfferedAtOnce()
    {
        const auto done
            = assay({u"providers"_s, u"list"_s, u"--json"_s}, {{u"ANTHROPIC_API_KEY"_s, u"sk-ant-api03-test"_s}});
        QCOMPARE(done.code, 0);
        QStringList ids;
        for (const auto& provider : done.json().value("providers"_L1).toArray())
            ids.append(provider.toObject().value("id"_L1).toString());
        QVERIFY2(ids.contains(u"anthropic"_s), done.out.constData());
        QVERIFY(!ids.contains(u"openai"_s));
        QVERIFY(!done.out.contains("sk-ant-api03-test"));
    }
};

QTEST_GUILESS_MAIN(TestCommandLine)
#include "tst_commandline.moc"
