// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/core/sandbox/rawclient.h"
#include "tests/support/loopbackserver.h"
#include "tests/support/program.h"

#include <QDirIterator>
#include <QJsonArray>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

const QString kKey = u"sk-replay-5b1c8d2e9f3a7c60"_s;

QByteArray chatAnswer(const QByteArray& text, const QByteArray& fingerprint, const QByteArray& model = "m-2026-09-01")
{
    return R"({"id":"c1","object":"chat.completion","model":")" + model + R"(","system_fingerprint":")" + fingerprint
        + R"(","choices":[{"index":0,"message":{"role":"assistant","content":")" + text
        + R"("},"finish_reason":"stop"}],"usage":{"prompt_tokens":5,"completion_tokens":2,"total_tokens":7}})";
}

/// One whole answer of a format.
QByteArray answerOf(const QByteArray& dialect)
{
    if (dialect == "anthropic")
        return R"({"id":"msg_1","type":"message","role":"assistant","model":"m","content":[{"type":"text","text":"Hello"}],"stop_reason":"end_turn","usage":{"input_tokens":5,"output_tokens":2}})";
    if (dialect == "gemini")
        return R"({"candidates":[{"content":{"parts":[{"text":"Hello"}],"role":"model"},"finishReason":"STOP","index":0}],"usageMetadata":{"promptTokenCount":5,"candidatesTokenCount":2,"totalTokenCount":7},"modelVersion":"m"})";
    if (dialect == "ollama")
        return R"({"model":"m","message":{"role":"assistant","content":"Hello"},"done":true,"done_reason":"stop","prompt_eval_count":5,"eval_count":2})";
    if (dialect == "openai-responses")
        return R"({"id":"resp_1","object":"response","status":"completed","model":"m","output":[{"type":"message","id":"msg_1","status":"completed","role":"assistant","content":[{"type":"output_text","text":"Hello","annotations":[]}]}],"usage":{"input_tokens":5,"output_tokens":2,"total_tokens":7}})";
    if (dialect == "cohere")
        return R"({"id":"x","message":{"role":"assistant","content":[{"type":"text","text":"Hello"}]},"finish_reason":"COMPLETE","usage":{"tokens":{"input_tokens":5,"output_tokens":2}}})";
    return chatAnswer("Hello", "fp_a");
}

Script serving(const QByteArray& answer)
{
    return {step::ReadRequest{}, step::Send{okAnswer(answer)}, step::Close{}};
}

/// The lines of a head but the request's own address (a port) and its key.
QList<QByteArray> plainHead(const QByteArray& head)
{
    auto lines = head.split('\n');
    lines.removeIf([](const QByteArray& line) {
        const QByteArray lower = line.toLower();
        return lower.contains(kKey.toLatin1()) || lower.startsWith("host:");
    });
    std::sort(lines.begin() + 1, lines.end());
    return lines;
}

QJsonObject firstLane(const Outcome& outcome)
{
    return outcome.json().value("lanes"_L1).toArray().first().toObject();
}

} // namespace

/// The very same requests once more, with real servers.
class TestHistoryReplay : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_profile;
    QString m_image;
    QString m_tools;

    Outcome assay(const QStringList& arguments, bool withKey = true)
    {
        const QHash<QString, QString> variables{{u"REPLAY_KEY"_s, kKey}};
        return runProgram(m_profile->path(), arguments, {}, withKey ? variables : QHash<QString, QString>());
    }
    void addProvider(const LoopbackServer& server, const QString& dialect = u"openai-chat"_s)
    {
        const auto added = assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s,
            u"http://127.0.0.1:%1"_s.arg(server.port()), u"--dialect"_s, dialect, u"--key-env"_s, u"REPLAY_KEY"_s});
        QVERIFY2(added.code == 0, added.err.constData());
    }
    QString write(const QString& name, const QByteArray& bytes)
    {
        QFile file(m_profile->filePath(name));
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size() ? file.fileName() : QString();
    }

private Q_SLOTS:
    void init()
    {
        m_profile = std::make_unique<QTemporaryDir>();
        m_image = write(u"dot.png"_s,
            QByteArray::fromBase64(
                "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==")
                + QByteArray(3000, 'x')); // long enough to be kept apart
        m_tools = write(u"tools.json"_s,
            R"([{"name":"get_weather","parameters":{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}}])");
    }

    void theSameBytesLeaveAgain_data()
    {
        QTest::addColumn<QString>("dialect");
        QTest::addColumn<bool>("takesImages");
        for (const char* dialect : {"openai-chat", "openai-responses", "anthropic", "gemini", "ollama", "cohere"})
            QTest::newRow(dialect) << QString::fromLatin1(dialect) << true;
    }
    void theSameBytesLeaveAgain()
    {
        QFETCH(QString, dialect);
        LoopbackServer server;
        server.enqueue(serving(answerOf(dialect.toLatin1())));
        addProvider(server, dialect);
        const auto first = assay(
            {u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"What is on it? äöü"_s, u"--system"_s, u"Be \"brief\"."_s,
                u"--attach"_s, m_image, u"--tools"_s, m_tools, u"--set"_s, u"temperature=0.25"_s, u"--json"_s});
        QVERIFY2(first.code == 0, (first.err + first.out).constData());
        const auto second = assay(
            {u"compare"_s, u"--continue"_s, u"last"_s, u"-p"_s, u"And then?"_s, u"--tools"_s, m_tools, u"--json"_s});
        QVERIFY2(second.code == 0, (second.err + second.out).constData());
        const auto replayed = assay({u"history"_s, u"replay"_s, u"last"_s, u"--json"_s});
        QVERIFY2(replayed.code == 0, (replayed.err + replayed.out).constData());
        const auto seen = server.requests();
        QCOMPARE(seen.size(), 3);
        QVERIFY(seen[1].body.contains("And then?") && seen[1].body.contains("get_weather"));
        QVERIFY(seen[1].body.contains("eHh4eHh4")); // the attachment of the first turn
        QCOMPARE(seen[2].body, seen[1].body);
        QCOMPARE(plainHead(seen[2].head), plainHead(seen[1].head));
        QVERIFY(seen[2].head.contains(kKey.toLatin1()));
        const auto lane = firstLane(replayed);
        QCOMPARE(lane.value("exact"_L1).toBool(), true);
        QCOMPARE(lane.value("drift"_L1).toObject().value("same_bytes"_L1).toBool(), true);
        QVERIFY2(lane.value("notes"_L1).toArray().isEmpty(), replayed.out.constData());
        QCOMPARE(lane.value("drift"_L1).toObject().value("answer"_L1).toObject().value("changes"_L1).toInt(-1), 0);
        // A replay of the replay: still those bytes, still compared with the first.
        const auto again = assay({u"history"_s, u"replay"_s, u"last"_s, u"--json"_s});
        QVERIFY2(again.code == 0, again.err.constData());
        QCOMPARE(server.requests().last().body, seen[1].body);
        QCOMPARE(again.json().value("replay_of"_L1), replayed.json().value("replay_of"_L1));
        QDirIterator files(m_profile->path(), QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(!file.readAll().contains(kKey.toLatin1()), qPrintable(file.fileName()));
        }
    }

    void driftIsSaid()
    {
        LoopbackServer server;
        server.enqueue(serving(chatAnswer("The answer is blue and 42.", "fp_then")));
        server.enqueue(serving(chatAnswer("The answer is green and 42.", "fp_now", "m-2026-11-05")));
        addProvider(server);
        const auto first = assay({u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"Which?"_s, u"--json"_s});
        QVERIFY2(first.code == 0, first.err.constData());
        const QString id = first.json().value("run"_L1).toString();
        QVERIFY(assay({u"history"_s, u"drift"_s, id}).err.contains("Nobody has replayed"));
        const auto text = assay({u"history"_s, u"replay"_s, id});
        QVERIFY2(text.code == 0, text.err.constData());
        QVERIFY2(text.out.contains("[-blue-]") && text.out.contains("{+green+}"), text.out.constData());
        QVERIFY(text.out.contains("fp_then") && text.out.contains("fp_now"));
        const auto drift = assay({u"history"_s, u"drift"_s, id, u"--json"_s}).json();
        QCOMPARE(drift.value("run"_L1).toString(), id);
        const auto replays = drift.value("replays"_L1).toArray();
        QCOMPARE(replays.size(), 1);
        const auto lane = replays.first()["lanes"_L1].toArray().first().toObject();
        QCOMPARE(lane.value("then"_L1).toObject().value("served_model"_L1).toString(), u"m-2026-09-01"_s);
        QCOMPARE(lane.value("now"_L1).toObject().value("served_model"_L1).toString(), u"m-2026-11-05"_s);
        QCOMPARE(lane.value("then"_L1).toObject().value("system_fingerprint"_L1).toString(), u"fp_then"_s);
        QCOMPARE(lane.value("now"_L1).toObject().value("system_fingerprint"_L1).toString(), u"fp_now"_s);
        QCOMPARE(lane.value("answer"_L1).toObject().value("changes"_L1).toInt(), 1);
        // Asked of the replay, the same.
        const QString replay = replays.first()["run"_L1].toString();
        QCOMPARE(assay({u"history"_s, u"drift"_s, replay, u"--json"_s}).json().value("run"_L1).toString(), id);
        const auto exported = assay({u"history"_s, u"export"_s, u"--surface"_s, u"replay"_s});
        QVERIFY2(exported.out.contains("\"replay_of\"") && exported.out.contains("\"sent\""), exported.out.constData());
    }

    void simulatedModelsToo()
    {
        const auto first = assay({u"compare"_s, u"-m"_s, u"sandbox/swift"_s, u"-m"_s, u"sandbox/steady"_s, u"-p"_s,
            u"Explain RAID levels"_s, u"--json"_s});
        QVERIFY2(first.code == 0, first.err.constData());
        const auto replayed = assay({u"history"_s, u"replay"_s, u"last"_s, u"--lane"_s, u"B"_s, u"--json"_s});
        QVERIFY2(replayed.code == 0, replayed.err.constData());
        QCOMPARE(replayed.json().value("lanes"_L1).toArray().size(), 1);
        const auto lane = firstLane(replayed);
        QCOMPARE(lane.value("lane"_L1).toInt(), 1);
        QVERIFY2(lane.value("notes"_L1).toArray().isEmpty(), replayed.out.constData()); // the port is no difference
        QCOMPARE(assay({u"history"_s, u"replay"_s, u"last"_s, u"--lane"_s, u"Q"_s}).code, 2);
    }

    void aCallOfTheGatewayToo()
    {
        LoopbackServer server;
        server.enqueue(serving(answerOf("openai-chat")));
        addProvider(server);
        const QByteArray key = assay({u"gateway"_s, u"keys"_s, u"create"_s, u"tool"_s}).out.trimmed();
        QProcess gateway;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"REPLAY_KEY"_s, kKey);
        gateway.setProcessEnvironment(environment);
        gateway.start(QStringLiteral(ASSAY_EXECUTABLE),
            {u"--profile"_s, m_profile->path(), u"serve"_s, u"--port"_s, u"0"_s, u"--json"_s});
        QByteArray said;
        while (!QJsonDocument::fromJson(said).isObject() && gateway.waitForReadyRead(30'000))
            said += gateway.readAllStandardOutput();
        const auto port = static_cast<quint16>(QJsonDocument::fromJson(said).object()["port"_L1].toInt());
        QVERIFY(port != 0);
        // Spaces, a field nobody knows, a conversation with the result of a tool, and more than fits into one piece.
        const QByteArray body
            = "{ \"model\" : \"mine/m\", \"odd_field\": [1,  2],\n \"messages\":[{\"role\":\"user\",\"content\":\""
            + QByteArray(200'000, 'w')
            + "\"},{\"role\":\"assistant\",\"content\":null,\"tool_calls\":[{\"id\":\"c1\",\"type\":\"function\","
              "\"function\":{\"name\":\"press\",\"arguments\":\"{}\"}}]},"
              "{\"role\":\"tool\",\"tool_call_id\":\"c1\",\"content\":\"pressed\"}]}";
        RawClient client(port);
        client.write("POST /v1/chat/completions HTTP/1.1\r\nhost: localhost:" + QByteArray::number(port)
            + "\r\nauthorization: Bearer " + key + "\r\ncontent-type: application/json\r\ncontent-length: "
            + QByteArray::number(body.size()) + "\r\n\r\n" + body);
        QCOMPARE(client.reply().head.status, 200);
        gateway.terminate();
        QVERIFY(gateway.waitForFinished(30'000));
        QCOMPARE(server.posts(), 1);
        QVERIFY(server.requests().first().body.contains("odd_field"));
        const auto replayed = assay({u"history"_s, u"replay"_s, u"last"_s, u"--json"_s});
        QVERIFY2(replayed.code == 0, replayed.err.constData());
        QCOMPARE(server.posts(), 2);
        QCOMPARE(server.requests().last().body, server.requests().first().body);
        QCOMPARE(plainHead(server.requests().last().head), plainHead(server.requests().first().head));
        QCOMPARE(firstLane(replayed).value("exact"_L1).toBool(), true);
    }

    void dryRunSendsNothing()
    {
        LoopbackServer server;
        server.enqueue(serving(answerOf("openai-chat")));
        addProvider(server);
        QCOMPARE(assay({u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"Only once"_s, u"--json"_s}).code, 0);
        const auto dry = assay({u"history"_s, u"replay"_s, u"last"_s, u"--dry-run"_s});
        QVERIFY2(dry.code == 0, dry.err.constData());
        QVERIFY(dry.out.contains("curl -N -sS") && dry.out.contains("Only once") && dry.out.contains("$API_KEY"));
        QVERIFY(!dry.out.contains(kKey.toLatin1()));
        const auto json = assay({u"history"_s, u"replay"_s, u"last"_s, u"--dry-run"_s, u"--json"_s});
        QCOMPARE(firstLane(json).value("sent"_L1).toObject().value("body"_L1).toString().toUtf8(),
            server.requests().first().body);
        QCOMPARE(server.posts(), 1);
    }

    void whatCannotBeRepeatedIsSaid()
    {
        LoopbackServer server;
        server.enqueue(serving(answerOf("openai-chat")));
        addProvider(server);
        const QStringList ask{u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"hello"_s, u"--json"_s};
        QCOMPARE(assay(ask).code, 0);
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"mine"_s}).code, 0);
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s, u"https://replay.invalid"_s,
                           u"--key-env"_s, u"REPLAY_KEY"_s})
                     .code,
            0);
        const auto keyless = assay({u"history"_s, u"replay"_s, u"last"_s}, false);
        QCOMPARE(keyless.code, 1);
        QVERIFY2(keyless.err.contains("not repeated") && keyless.err.contains("REPLAY_KEY"), keyless.err.constData());
        const QString moved = u"http://127.0.0.1:%1/elsewhere"_s.arg(server.port());
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"mine"_s}).code, 0);
        const auto gone = assay({u"history"_s, u"replay"_s, u"last"_s});
        QCOMPARE(gone.code, 1);
        QVERIFY2(gone.err.contains("no provider 'mine'"), gone.err.constData());
        QCOMPARE(
            assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s, moved, u"--key-env"_s, u"REPLAY_KEY"_s}).code,
            0);
        const auto elsewhere = assay({u"history"_s, u"replay"_s, u"last"_s, u"--dry-run"_s});
        QVERIFY2(
            elsewhere.err.contains("elsewhere") && elsewhere.err.contains("it went to"), elsewhere.err.constData());
        QCOMPARE(assay({u"providers"_s, u"remove"_s, u"mine"_s}).code, 0);
        QCOMPARE(assay({u"providers"_s, u"add"_s, u"mine"_s, u"--base-url"_s, moved, u"--dialect"_s, u"anthropic"_s,
                           u"--key-env"_s, u"REPLAY_KEY"_s})
                     .code,
            0);
        const auto other = assay({u"history"_s, u"replay"_s, u"last"_s});
        QCOMPARE(other.code, 1);
        QVERIFY2(other.err.contains("format anthropic"), other.err.constData());
        QCOMPARE(server.posts(), 1);
    }

    void privateAndDeletedRunsAreNot()
    {
        LoopbackServer server;
        server.enqueue(serving(answerOf("openai-chat")));
        addProvider(server);
        QCOMPARE(
            assay({u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"quiet words"_s, u"--private"_s, u"--json"_s}).code,
            0);
        const auto quiet = assay({u"history"_s, u"replay"_s, u"last"_s});
        QCOMPARE(quiet.code, 1);
        QVERIFY2(quiet.err.contains("private"), quiet.err.constData());
        QCOMPARE(assay({u"compare"_s, u"-m"_s, u"mine/m"_s, u"-p"_s, u"loud words"_s, u"--json"_s}).code, 0);
        QCOMPARE(assay({u"history"_s, u"delete"_s, u"last"_s}).code, 0);
        const auto deleted = assay({u"history"_s, u"replay"_s, u"last"_s});
        QCOMPARE(deleted.code, 1);
        QVERIFY2(deleted.err.contains("deleted"), deleted.err.constData());
        QDirIterator files(m_profile->path(), {u"assay.db*"_s}, QDir::Files);
        while (files.hasNext()) {
            QFile file(files.next());
            QVERIFY(file.open(QIODevice::ReadOnly));
            const QByteArray bytes = file.readAll();
            QVERIFY2(!bytes.contains("quiet words") && !bytes.contains("loud words"), qPrintable(file.fileName()));
        }
    }
};

QTEST_GUILESS_MAIN(TestHistoryReplay)
#include "tst_historyreplay.moc"
