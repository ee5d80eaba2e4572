// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "tests/support/logtree.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QRandomGenerator>
#include <QTemporaryDir>
#include <QTest>

using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

struct Outcome {
    int code = -1;
    QByteArray out;
    QByteArray err;
    QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
};

/// What a model's messages add up to, counted here alone.
struct Truth {
    qint64 messages = 0;
    qint64 input = 0;
    qint64 output = 0;
    qint64 cacheRead = 0;
    qint64 cacheWrite = 0;
    qint64 cacheWrite1h = 0;
};

qint64 tokens(const QJsonObject& sum, QLatin1StringView name)
{
    return sum.value("usage"_L1).toObject().value(name).toInteger();
}

QJsonObject row(const QJsonObject& document, QLatin1StringView list, QLatin1StringView name, const QString& key)
{
    for (const auto& value : document.value(list).toArray()) {
        if (value.toObject().value(name).toString() == key)
            return value.toObject();
    }
    return {};
}

} // namespace

/// `assay import`, driven as a person would.
class TestImport : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const QString& name) const { return m_folder->filePath(name); }

    QProcessEnvironment environment(const QHash<QString, QString>& variables = {})
    {
        QProcessEnvironment out;
        for (const char* kept : {"PATH", "ASAN_OPTIONS", "UBSAN_OPTIONS", "LSAN_OPTIONS"}) {
            if (qEnvironmentVariableIsSet(kept))
                out.insert(QString::fromLatin1(kept), qEnvironmentVariable(kept));
        }
        out.insert(u"HOME"_s, path(u"home"_s));
        for (auto it = variables.begin(); it != variables.end(); ++it)
            out.insert(it.key(), it.value());
        return out;
    }

    QStringList arguments(const QStringList& own) { return QStringList{u"--profile"_s, path(u"profile"_s)} + own; }

    Outcome assay(const QStringList& own, const QHash<QString, QString>& variables = {})
    {
        QProcess process;
        process.setProcessEnvironment(environment(variables));
        process.setStandardInputFile(QProcess::nullDevice());
        process.start(QStringLiteral(ASSAY_EXECUTABLE), arguments(own));
        if (!process.waitForFinished(120'000))
            process.kill();
        return {process.exitStatus() == QProcess::NormalExit ? process.exitCode() : -1, process.readAllStandardOutput(),
            process.readAllStandardError()};
    }

    /// Writes a tree in which messages are written several times, and again in other files; returns what it holds.
    QMap<QString, Truth> writeTree(const QString& root, int files, int messagesAFile)
    {
        QRandomGenerator random(7);
        const QList<QByteArray> models
            = {"claude-sonnet-4-5-20250929", "claude-opus-4-1-20250805", "claude-nobody-knows-9"};
        QMap<QString, Truth> truth;
        QByteArray replay;
        for (int file = 0; file < files; ++file) {
            QByteArray text = file % 3 == 1 ? replay : QByteArray();
            replay.clear();
            for (int i = 0; i < messagesAFile; ++i) {
                const QByteArray number = QByteArray::number(file * messagesAFile + i);
                LoggedMessage message{.id = "msg_" + number,
                    .request = "req_" + number,
                    .model = models[random.bounded(3)],
                    .session = "session-" + QByteArray::number(file)};
                message.input = random.bounded(300'000); // beyond the limit from which prompts cost more, now and then
                message.cacheRead = random.bounded(90'000);
                message.cache5m = random.bounded(5'000);
                message.cache1h = random.bounded(5'000);
                message.output = 0;
                const int copies = 1 + static_cast<int>(random.bounded(3));
                for (int copy = 0; copy < copies; ++copy) {
                    message.output += 1 + random.bounded(400);
                    message.time = "2025-10-" + QByteArray::number(10 + file % 9)
                        + "T10:" + QByteArray::number(10 + i % 50) + ":0" + QByteArray::number(copy) + ".000Z";
                    const QByteArray line = message.line() + '\n';
                    text += line;
                    if (i % 5 == 0 && copy == 0)
                        replay += line;
                }
                Truth& sum = truth[QString::fromLatin1("anthropic/" + message.model)];
                ++sum.messages;
                sum.input += message.input;
                sum.output += message.output;
                sum.cacheRead += message.cacheRead;
                sum.cacheWrite += message.cache5m;
                sum.cacheWrite1h += message.cache1h;
            }
            const QString name = file % 4 == 3 ? u"/-p/s/subagents/agent-%1.jsonl"_s : u"/-p/%1.jsonl"_s;
            writeFile(root + name.arg(file), text);
        }
        return truth;
    }

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        QVERIFY(QDir(m_folder->path()).mkpath(u"home"_s));
    }

    void everyMessageOfATreeCountsOnce()
    {
        const auto truth = writeTree(path(u"home/.claude/projects"_s), 12, 40);
        for (int round = 0; round < 2; ++round) { // again: nothing is new, the totals stay
            const auto done = assay({u"import"_s, u"claude-code"_s, u"--json"_s});
            QVERIFY2(done.code == 0, done.err.constData());
            const auto document = done.json();
            QCOMPARE(document.value("files"_L1).toInteger(), 12);
            QCOMPARE(document.value("files_read"_L1).toInteger(), round == 0 ? 12 : 0);
            QCOMPARE(document.value("added"_L1).toObject().value("new_messages"_L1).toInteger(), round == 0 ? 480 : 0);
            QCOMPARE(document.value("bad_lines"_L1).toInteger(), 0);
            QCOMPARE(document.value("by_model"_L1).toArray().size(), truth.size());
            for (const auto& [model, expected] : truth.asKeyValueRange()) {
                const auto sum = row(document, "by_model"_L1, "model"_L1, model);
                QCOMPARE(sum.value("messages"_L1).toInteger(), expected.messages);
                QCOMPARE(tokens(sum, "input"_L1), expected.input);
                QCOMPARE(tokens(sum, "output"_L1), expected.output);
                QCOMPARE(tokens(sum, "cache_read"_L1), expected.cacheRead);
                QCOMPARE(tokens(sum, "cache_write"_L1), expected.cacheWrite);
                QCOMPARE(tokens(sum, "cache_write_1h"_L1), expected.cacheWrite1h);
            }
            // A model without a price is never free.
            const auto unknown = row(document, "by_model"_L1, "model"_L1, u"anthropic/claude-nobody-knows-9"_s);
            QCOMPARE(unknown.value("cost_state"_L1).toString(), u"unknown"_s);
            QVERIFY(unknown.value("pico_usd"_L1).isNull());
            QCOMPARE(unknown.value("unpriced"_L1).toInteger(), unknown.value("messages"_L1).toInteger());
        }
        const auto list = assay({u"import"_s, u"list"_s, u"--json"_s}).json().value("sources"_L1).toArray();
        QCOMPARE(list.size(), 1);
        QCOMPARE(list[0].toObject().value("total"_L1).toObject().value("messages"_L1).toInteger(), 480);
    }

    /// Each message is priced by itself, as `models cost` prices it: a long prompt at the long prompt's rate.
    void costIsTheSumOfTheMessages()
    {
        qint64 expected = 0;
        QByteArray text;
        int number = 0;
        for (const qint64 input : {1'000, 150'000, 199'000, 250'000}) {
            const LoggedMessage message{.id = "msg_" + QByteArray::number(++number),
                .input = input,
                .output = 1'234,
                .cacheRead = 777,
                .cache5m = 88,
                .cache1h = 99};
            text += message.line() + '\n';
            const QString usage
                = u"{\"input\":%1,\"output\":1234,\"cache_read\":777,\"cache_write\":88,\"cache_write_1h\":99}"_s.arg(
                    input);
            const auto cost = assay({u"models"_s, u"cost"_s, u"anthropic/claude-sonnet-4-5-20250929"_s, u"--usage"_s,
                usage, u"--at"_s, u"2025-10-01T10:00:00Z"_s, u"--json"_s});
            QVERIFY2(cost.code == 0, cost.err.constData());
            QVERIFY(cost.json().value("pico_usd"_L1).toInteger() > 0);
            expected += cost.json().value("pico_usd"_L1).toInteger();
        }
        writeFile(path(u"logs/a.jsonl"_s), text);
        const auto done = assay({u"import"_s, u"claude-code"_s, path(u"logs"_s), u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        QCOMPARE(done.json().value("total"_L1).toObject().value("pico_usd"_L1).toInteger(), expected);
        QCOMPARE(done.json().value("total"_L1).toObject().value("cost_state"_L1).toString(), u"computed"_s);
    }

    void aDryRunStoresNothing()
    {
        writeFile(path(u"logs/a.jsonl"_s), LoggedMessage{}.line() + '\n');
        const auto dry = assay({u"import"_s, u"claude-code"_s, path(u"logs"_s), u"--dry-run"_s, u"--json"_s});
        QCOMPARE(dry.code, 0);
        QCOMPARE(dry.json().value("total"_L1).toObject().value("messages"_L1).toInteger(), 1);
        QVERIFY(assay({u"import"_s, u"list"_s, u"--json"_s}).json().value("sources"_L1).toArray().isEmpty());
    }

    void sinceLimitsWhatIsPrinted()
    {
        writeFile(path(u"logs/a.jsonl"_s),
            LoggedMessage{}.line() + '\n' + LoggedMessage{.id = "msg_2", .time = "2025-10-05T00:00:00Z"}.line() + '\n');
        const auto late
            = assay({u"import"_s, u"claude-code"_s, path(u"logs"_s), u"--since"_s, u"2025-10-05"_s, u"--json"_s});
        QCOMPARE(late.json().value("total"_L1).toObject().value("messages"_L1).toInteger(), 1);
        QCOMPARE(late.json().value("by_day"_L1).toArray().size(), 1);
        QCOMPARE(assay({u"import"_s, u"claude-code"_s, path(u"logs"_s), u"--json"_s})
                     .json()
                     .value("total"_L1)
                     .toObject()
                     .value("messages"_L1)
                     .toInteger(),
            2);
        QCOMPARE(assay({u"import"_s, u"claude-code"_s, path(u"logs"_s), u"--since"_s, u"soon"_s}).code, 2);
    }

    void placesAreFoundByTheToolsOwnVariables()
    {
        writeFile(path(u"config/projects/-p/a.jsonl"_s), LoggedMessage{}.line() + '\n');
        const auto own
            = assay({u"import"_s, u"claude-code"_s, u"--json"_s}, {{u"CLAUDE_CONFIG_DIR"_s, path(u"config"_s)}});
        QCOMPARE(own.json().value("total"_L1).toObject().value("messages"_L1).toInteger(), 1);
        writeFile(path(u"home/.config/claude/projects/-p/b.jsonl"_s), LoggedMessage{.id = "msg_2"}.line() + '\n');
        const auto xdg = assay({u"import"_s, u"claude-code"_s, u"--json"_s});
        QCOMPARE(xdg.json().value("total"_L1).toObject().value("messages"_L1).toInteger(), 2);
        const auto none = assay({u"import"_s, u"codex"_s});
        QCOMPARE(none.code, 2);
        QVERIFY(none.err.contains(".codex/sessions"));
    }

    void sourcesAreNeverWrittenTo()
    {
        writeFile(path(u"logs/a.jsonl"_s), LoggedMessage{}.line() + '\n');
        QVERIFY(QFile::setPermissions(path(u"logs/a.jsonl"_s), QFileDevice::ReadOwner));
        QVERIFY(QFile::setPermissions(path(u"logs"_s), QFileDevice::ReadOwner | QFileDevice::ExeOwner));
        QCOMPARE(assay({u"import"_s, u"claude-code"_s, path(u"logs"_s)}).code, 0);
        QVERIFY(QFile::setPermissions(
            path(u"logs"_s), QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ExeOwner));
        QCOMPARE(QDir(path(u"logs"_s)).entryList(QDir::Files | QDir::Hidden), QStringList{u"a.jsonl"_s});
    }

    /// Killed at any moment an import is there as a whole or not at all, and the next one completes it.
    void killedInTheMiddleNothingCountsTwice()
    {
        const auto truth = writeTree(path(u"home/.claude/projects"_s), 12, 100);
        qint64 messages = 0;
        for (const auto& sum : truth)
            messages += sum.messages;
        QCOMPARE(assay({u"import"_s, u"list"_s}).code, 0); // makes the profile
        for (int delay = 5; delay <= 60; delay += 11) {
            QProcess process;
            process.setProcessEnvironment(environment());
            process.start(QStringLiteral(ASSAY_EXECUTABLE), arguments({u"import"_s, u"claude-code"_s}));
            process.waitForStarted();
            QTest::qWait(delay);
            process.kill();
            process.waitForFinished();
            const auto sources = assay({u"import"_s, u"list"_s, u"--json"_s}).json().value("sources"_L1).toArray();
            if (!sources.isEmpty())
                QCOMPARE(sources[0].toObject().value("total"_L1).toObject().value("messages"_L1).toInteger(), messages);
        }
        const auto done = assay({u"import"_s, u"claude-code"_s, u"--json"_s});
        QCOMPARE(done.json().value("total"_L1).toObject().value("messages"_L1).toInteger(), messages);
    }

    void exportsOfProvidersAreImportedOnce()
    {
        writeFile(path(u"or.csv"_s),
            "generation_id,created_at,cost_total,byok_usage_inference,tokens_prompt,tokens_completion,tokens_reasoning,"
            "tokens_cached,model_permaslug,"
            "provider_name,variant,api_key_name,app_name\n"
            "gen-1,2026-09-14 10:00:00.713,0.0123,0,100,50,10,40,openai/gpt-4o,OpenAI,standard,\"a, b\",App\n"
            "gen-2,2026-09-15 10:00:00,0.0002,0.01,7,5,0,0,openai/gpt-4o,OpenAI,standard,,\n"
            "gen-3,never,0.1,0,1,1,0,0,openai/gpt-4o,OpenAI,standard,,\n");
        for (int round = 0; round < 2; ++round) {
            const auto done = assay({u"import"_s, u"openrouter-activity"_s, path(u"or.csv"_s), u"--json"_s});
            QVERIFY2(done.code == 0, done.err.constData());
            const auto total = done.json().value("total"_L1).toObject();
            QCOMPARE(total.value("messages"_L1).toInteger(), 2);
            QCOMPARE(total.value("pico_usd"_L1).toInteger(), 22'500'000'000);
            QCOMPARE(tokens(total, "input"_L1), 67);
            QCOMPARE(tokens(total, "cache_read"_L1), 40);
            QCOMPARE(tokens(total, "output"_L1), 45);
            QCOMPARE(tokens(total, "reasoning"_L1), 10);
            QCOMPARE(done.json().value("bad_lines"_L1).toInteger(), 1);
        }
        writeFile(path(u"openai.json"_s),
            R"({"object":"page","data":[{"object":"bucket","start_time":1757808000,"end_time":1757894400,"results":[
               {"object":"organization.usage.completions.result","input_tokens":1000,"output_tokens":500,"input_cached_tokens":800,"num_model_requests":5,
                "project_id":null,"model":"gpt-4o-2024-08-06","batch":false}]},
               {"object":"bucket","start_time":1757894400,"end_time":1757980800,"results":[]}],"has_more":false,"next_page":null})");
        const auto openai = assay({u"import"_s, u"openai-usage"_s, path(u"openai.json"_s), u"--json"_s});
        QVERIFY2(openai.code == 0, openai.err.constData());
        const auto sum = openai.json().value("total"_L1).toObject();
        QCOMPARE(sum.value("messages"_L1).toInteger(), 5);
        QCOMPARE(tokens(sum, "input"_L1), 200);
        QCOMPARE(tokens(sum, "cache_read"_L1), 800);
        // The same day exported again, later: it replaces the row.
        QByteArray later = bytes(u"openai.json"_s);
        writeFile(path(u"openai.json"_s), later.replace("\"input_tokens\":1000", "\"input_tokens\":1001"));
        QCOMPARE(tokens(assay({u"import"_s, u"openai-usage"_s, path(u"openai.json"_s), u"--json"_s})
                            .json()
                            .value("total"_L1)
                            .toObject(),
                     "input"_L1),
            201);
        // Costs stand beside what we compute.
        writeFile(path(u"costs.json"_s),
            R"({"object":"page","data":[{"object":"bucket","start_time":1757808000,"end_time":1757894400,"results":[
               {"object":"organization.costs.result","amount":{"value":0.06,"currency":"usd"},"line_item":"gpt-4o","project_id":null}]}]})");
        const auto costs = assay({u"import"_s, u"openai-usage"_s, path(u"costs.json"_s), u"--json"_s})
                               .json()
                               .value("total"_L1)
                               .toObject();
        QCOMPARE(costs.value("messages"_L1).toInteger(), 5);
        QCOMPARE(costs.value("reported_pico_usd"_L1).toInteger(), 60'000'000'000);
        writeFile(path(u"anthropic.csv"_s),
            "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,"
            "usage_input_tokens_cache_write_5m,"
            "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,"
            "inference_geo,speed\n"
            "2025-10-05,claude-sonnet-4-5-20250929,key,Default,standard,\xe2\x89\xa4 "
            "200k,46981,15969,7,9,16932,2,global,\n");
        const auto anthropic = assay({u"import"_s, u"anthropic-usage"_s, path(u"anthropic.csv"_s), u"--json"_s})
                                   .json()
                                   .value("total"_L1)
                                   .toObject();
        QCOMPARE(tokens(anthropic, "input"_L1), 46'981);
        QCOMPARE(tokens(anthropic, "cache_write"_L1), 15'969);
        QCOMPARE(tokens(anthropic, "cache_write_1h"_L1), 7);
        QCOMPARE(tokens(anthropic, "searches"_L1), 2);
        QCOMPARE(anthropic.value("cost_state"_L1).toString(), u"computed"_s);
        writeFile(path(u"wrong.csv"_s), "a,b\n1,2\n");
        QCOMPARE(assay({u"import"_s, u"anthropic-usage"_s, path(u"wrong.csv"_s)}).code, 2);
    }

    void anExportIsComparedWithOwnRuns()
    {
        writeFile(path(u"anthropic.csv"_s),
            "usage_date_utc,model_version,api_key,workspace,usage_type,context_window,usage_input_tokens_no_cache,"
            "usage_input_tokens_cache_write_5m,"
            "usage_input_tokens_cache_write_1h,usage_input_tokens_cache_read,usage_output_tokens,web_search_count,"
            "inference_geo,speed\n"
            "2025-10-05,claude-sonnet-4-5-20250929,key,Default,standard,\xe2\x89\xa4 200k,100,0,0,0,50,0,global,\n");
        const auto done
            = assay({u"import"_s, u"reconcile"_s, u"anthropic-usage"_s, path(u"anthropic.csv"_s), u"--json"_s});
        QVERIFY2(done.code == 0, done.err.constData());
        const auto models = done.json().value("models"_L1).toArray();
        QCOMPARE(models.size(), 1);
        const auto classes = models[0].toObject().value("classes"_L1).toArray();
        QCOMPARE(classes.size(), 2);
        QCOMPARE(classes[0].toObject().value("class"_L1).toString(), u"input"_s);
        QCOMPARE(classes[0].toObject().value("difference"_L1).toInteger(), 100);
        QCOMPARE(classes[0].toObject().value("reason"_L1).toString(), u"only_other_tools"_s);
        QCOMPARE(assay({u"import"_s, u"list"_s, u"--json"_s}).json().value("sources"_L1).toArray().size(), 0);
    }

private:
    QByteArray bytes(const QString& name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
};

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
