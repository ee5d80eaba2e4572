// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/importers/claudeentry.h"
#include "core/importers/logimport.h"
#include "tests/support/logtree.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::testing;
using namespace Qt::StringLiterals;

namespace {

/// One import after another over the same folder, as the program makes them.
struct Imports {
    CopyRule rule = CopyRule::Last;
    QList<ImportFile> files;
    QList<ImportGroup> groups;
    QList<QByteArray> segments;
    ImportSum total;
    LogImport::Report last;
    qint64 added = 0;
    qint64 changed = 0;

    ImportSum run(const QString& root, int threads = 2)
    {
        UsageGroups names;
        names.load(groups);
        UsageTable table(rule, names);
        for (const auto& segment : std::as_const(segments)) {
            if (!table.load(segment))
                qFatal("a segment could not be read back");
        }
        const auto make = [&] {
            return rule == CopyRule::First ? makeCodexReader(table, names) : makeClaudeCodeReader(table, names);
        };
        LogImport logs(files);
        if (!logs.look({root}, *make()))
            qFatal("no logs");
        logs.read(make, threads);
        last = logs.report();
        ImportSum sum;
        for (const auto& delta : table.settle(
                 [](const UsageRecord& record, const UsageExtra*) { return UsagePrice{.pico = record.output}; }))
            sum += delta.sum;
        total += sum;
        added = table.added();
        changed = table.changed();
        for (auto next = table.segments(UsageTable::Packed::Changed);;) {
            const auto segment = next();
            if (!segment)
                break;
            segments.append(*segment);
        }
        groups += names.added();
        for (const auto& file : std::as_const(last.readFiles)) {
            files.removeIf([&](const ImportFile& known) { return known.path == file.path; });
            files.append(file);
        }
        return sum;
    }

    qint64 tokens(UsageClass usageClass) const { return total.tokens[static_cast<std::size_t>(usageClass)]; }
};

} // namespace

class TestLogImport : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString path(const QString& name) const { return m_folder->filePath(name); }

private Q_SLOTS:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }

    void theLastCopyOfAMessageCounts()
    {
        writeFile(path(u"p/a.jsonl"_s),
            LoggedMessage{.output = 1}.line() + '\n'
                + LoggedMessage{.time = "2025-10-01T10:00:01.000Z", .output = 50}.line() + '\n'
                + LoggedMessage{.time = "2025-10-01T10:00:01.000Z", .output = 40}.line() + '\n');
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 1);
        QCOMPARE(imports.tokens(UsageClass::Output), 40);
        QCOMPARE(imports.tokens(UsageClass::Input), 10);
        QCOMPARE(imports.tokens(UsageClass::CacheRead), 3);
        QCOMPARE(imports.tokens(UsageClass::CacheWrite), 4);
        QCOMPARE(imports.tokens(UsageClass::CacheWrite1h), 5);
        QCOMPARE(imports.last.duplicates, 2);
        QCOMPARE(imports.total.pico, 40);
    }

    void copiesInOtherFilesCountOnce()
    {
        // The copy holds the first lines of the message only, and stands in a sub-agent's and in a later session's
        // file.
        const QByteArray first = LoggedMessage{.output = 1}.line() + '\n';
        writeFile(path(u"p/z.jsonl"_s),
            first + LoggedMessage{.time = "2025-10-01T10:00:01.000Z", .output = 50}.line() + '\n');
        writeFile(path(u"p/a.jsonl"_s), first);
        writeFile(
            path(u"p/sub/subagents/agent-1.jsonl"_s), first + LoggedMessage{.request = "req_other"}.line() + '\n');
        for (const int threads : {1, 2, 3}) {
            Imports imports;
            imports.run(m_folder->path(), threads);
            QCOMPARE(imports.total.messages, 2);
            QCOMPARE(imports.tokens(UsageClass::Output), 70);
        }
    }

    void onlyNewBytesAreRead()
    {
        const QByteArray first = LoggedMessage{}.line() + '\n';
        const QByteArray second = LoggedMessage{.id = "msg_2", .output = 7}.line() + '\n';
        writeFile(path(u"a.jsonl"_s), first);
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.last.bytesRead, first.size());
        QVERIFY(imports.run(m_folder->path()).isZero());
        QCOMPARE(imports.last.filesRead, 0);
        appendFile(path(u"a.jsonl"_s), second);
        QCOMPARE(imports.run(m_folder->path()).messages, 1);
        QCOMPARE(imports.last.bytesRead, second.size());
        QCOMPARE(imports.added, 1);
        // A later copy of a message that is in the ledger replaces it.
        appendFile(path(u"a.jsonl"_s), LoggedMessage{.time = "2025-10-01T10:00:05.000Z", .output = 120}.line() + '\n');
        const ImportSum delta = imports.run(m_folder->path());
        QCOMPARE(delta.messages, 0);
        QCOMPARE(delta.tokens[static_cast<std::size_t>(UsageClass::Output)], 100);
        QCOMPARE(delta.pico, 100);
        QCOMPARE(imports.changed, 1);
        QCOMPARE(imports.total.messages, 2);
    }

    void aChangedFileIsReadAnew_data()
    {
        QTest::addColumn<int>("how");
        QTest::newRow("shorter") << 0;
        QTest::newRow("rotated: another file under the name") << 1;
        QTest::newRow("other bytes of the same length and more") << 2;
    }
    void aChangedFileIsReadAnew()
    {
        QFETCH(int, how);
        const auto message = [](const char* id) { return LoggedMessage{.id = id}.line() + '\n'; };
        writeFile(path(u"a.jsonl"_s), message("msg_1") + message("msg_2"));
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 2);
        if (how == 0)
            writeFile(path(u"a.jsonl"_s), message("msg_3"));
        if (how == 1) {
            writeFile(path(u"new"_s), message("msg_3"));
            QVERIFY(QFile::remove(path(u"a.jsonl"_s)));
            QVERIFY(QFile::rename(path(u"new"_s), path(u"a.jsonl"_s)));
        }
        if (how == 2)
            writeFile(path(u"a.jsonl"_s), message("msg_3") + message("msg_1") + message("msg_2"));
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 3); // what was billed stays, also when its line is gone
    }

    void anUnfinishedLineCountsOnceWhenItIsWhole()
    {
        const QByteArray first = LoggedMessage{}.line() + '\n';
        const QByteArray second = LoggedMessage{.id = "msg_2"}.line();
        writeFile(path(u"a.jsonl"_s), first + second.first(second.size() / 2));
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 1);
        QCOMPARE(imports.last.badLines, 0);
        appendFile(path(u"a.jsonl"_s), second.sliced(second.size() / 2)); // whole, but no line end yet
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 2);
        appendFile(path(u"a.jsonl"_s), "\n");
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 2);
        QCOMPARE(imports.tokens(UsageClass::Output), 40);
    }

    void badLinesAreNamedAndNeverFatal()
    {
        QByteArray broken = LoggedMessage{.id = "msg_bad"}.line();
        broken.replace("requestId\":\"", "requestId\":");
        writeFile(path(u"a.jsonl"_s),
            "\n" + LoggedMessage{}.line() + "\r\nnot json\n" + broken + '\n'
                + LoggedMessage{.id = "msg_time", .time = "yesterday"}.line() + '\n'
                + LoggedMessage{.id = "msg_many", .input = 5000000000}.line() + '\n'
                + LoggedMessage{.id = "msg_2"}.line() + "\n{half\n");
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 2);
        QCOMPARE(imports.last.badLines, 5);
        QList<qint64> lines;
        for (const auto& bad : std::as_const(imports.last.bad)) {
            QCOMPARE(bad.path, path(u"a.jsonl"_s));
            lines.append(bad.line);
        }
        QCOMPARE(lines, (QList<qint64>{3, 4, 5, 6, 8}));
        QCOMPARE(imports.files.first().badLines, 5);
    }

    void linesOfAnySizeAndText()
    {
        const QByteArray huge(3000000, 'x'); // many times the buffer
        writeFile(path(u"a.jsonl"_s),
            LoggedMessage{.id = "msg_1", .text = huge}.line() + '\n'
                + LoggedMessage{.id = "msg_2", .text = "broken \xff\xfe text"}.line() + '\n'
                + LoggedMessage{.id = "msg_3", .text = R"(\"usage\":{\"input_tokens\":999} \\\" \u6a21)"}.line()
                + '\n');
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.last.badLines, 0);
        QCOMPARE(imports.total.messages, 3);
        QCOMPARE(imports.tokens(UsageClass::Input), 30);
    }

    void whatNoModelAnsweredIsNoMessage()
    {
        writeFile(path(u"a.jsonl"_s), LoggedMessage{.model = "<synthetic>"}.line() + '\n' + linesWithoutMessage());
        writeFile(path(u"notes.txt"_s), LoggedMessage{}.line() + '\n');
        Imports imports;
        imports.run(m_folder->path());
        QCOMPARE(imports.total.messages, 0);
        QCOMPARE(imports.last.badLines, 0);
        QCOMPARE(imports.last.files, 1);
    }

    /// The quick reader must never read a line otherwise than the parser does.
    void theQuickReaderAgreesWithTheParser_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isQuick");
        const LoggedMessage usual;
        QTest::newRow("usual") << usual.line() << true;
        QTest::newRow("more members") << LoggedMessage{.more
            = R"(,"isApiErrorMessage":false,"agentId":"a1","thinkingMetadata":{"level":"high","triggers":[]})",
            .moreUsage
            = R"(,"server_tool_use":{"web_search_requests":2,"web_fetch_requests":1},"inference_geo":null,"speed":"fast")"}
                                             .line()
                                      << true;
        QTest::newRow("costUSD") << LoggedMessage{.more = R"(,"costUSD":0.25)"}.line() << false;
        QTest::newRow("escape in a name") << LoggedMessage{.project = R"(C:\\work)"}.line() << false;
        QByteArray tool = usual.line();
        tool.replace(R"({"type":"text","text":"an answer"})",
            R"({"type":"tool_use","input":{"usage":{"input_tokens":999},"message":{"id":"x"}}})");
        QTest::newRow("a tool's input with a usage of its own, near the end") << tool << false;
        tool.replace(R"({"id":"x"}}})", R"({"id":"x"}}},{"type":"text","text":")" + QByteArray(2000, 'z') + R"("})");
        QTest::newRow("a tool's input with a usage of its own, far from it") << tool << true;
        QByteArray first = usual.line();
        first.replace(R"("content":[)", R"("usage":{"input_tokens":1,"output_tokens":2},"content":[)");
        first.replace(R"(,"usage":{"input_tokens":10)", R"(,"other":{"input_tokens":10)");
        QTest::newRow("usage before the content") << first << false;
        QByteArray outside = usual.line();
        outside.replace(
            R"("stop_reason":null,"stop_sequence":null,"usage")", R"("stop_reason":null},"result":{"usage")");
        QTest::newRow("usage of another object") << outside << false;
        QByteArray spaced = usual.line();
        spaced.replace(':', ": ").replace(R"(T10: 00: 00.000Z)", R"(T10:00:00.000Z)");
        QTest::newRow("with spaces") << spaced << false;
        QTest::newRow("long text") << LoggedMessage{.text = QByteArray(5000, 'y')}.line() << true;
    }
    void theQuickReaderAgreesWithTheParser()
    {
        QFETCH(QByteArray, line);
        QFETCH(bool, isQuick);
        QByteArray padded = line + QByteArray(64, '\0');
        const std::string_view text(padded.data(), static_cast<std::size_t>(line.size()));
        ClaudeEntry quick;
        QCOMPARE(readClaudeLayout(text, quick), isQuick);
        simdjson::ondemand::parser parser;
        ClaudeEntry parsed;
        QVERIFY(!readClaudeLine(parser, text, static_cast<std::size_t>(padded.size()), parsed));
        if (!isQuick)
            return;
        QCOMPARE(quick.id, parsed.id);
        QCOMPARE(quick.request, parsed.request);
        QCOMPARE(quick.uuid, parsed.uuid);
        QCOMPARE(quick.model, parsed.model);
        QCOMPARE(quick.cwd, parsed.cwd);
        QCOMPARE(quick.session, parsed.session);
        QCOMPARE(quick.time, parsed.time);
        QCOMPARE(quick.tier, parsed.tier);
        QCOMPARE(quick.speed, parsed.speed);
        QCOMPARE(quick.input, parsed.input);
        QCOMPARE(quick.output, parsed.output);
        QCOMPARE(quick.cacheRead, parsed.cacheRead);
        QCOMPARE(quick.cacheWrite, parsed.cacheWrite);
        QCOMPARE(quick.cache5m, parsed.cache5m);
        QCOMPARE(quick.cache1h, parsed.cache1h);
        QCOMPARE(quick.searches, parsed.searches);
        QCOMPARE(quick.hasCacheSplit, parsed.hasCacheSplit);
    }

    void theQuickReaderRefusesEveryCutLine()
    {
        const QByteArray line = LoggedMessage{}.line();
        for (qsizetype size = 0; size < line.size(); ++size) {
            ClaudeEntry entry;
            QVERIFY(!readClaudeLayout({line.data(), static_cast<std::size_t>(size)}, entry));
        }
    }

    void datesOfManyKinds()
    {
        QCOMPARE(parseIsoTime("1970-01-02"), 86400000);
        QCOMPARE(parseIsoTime("1970-01-01T00:00:01.5Z"), 1500);
        QCOMPARE(parseIsoTime("1970-01-01 01:00:00+01:00"), 0);
        QCOMPARE(parseIsoTime("1970-01-01T00:00:00.1234567Z"), 123);
        for (const char* wrong : {"", "1970", "1970-13-01", "1970-02-30", "1970-01-01T25:00:00Z",
                 "1970-01-01T00:00:00+x", "yesterday, at noon"})
            QVERIFY2(!parseIsoTime(wrong), wrong);
    }

    void codexTotalsBecomeMessages()
    {
        writeFile(path(u"2026/05/01/rollout-a.jsonl"_s),
            codexHead("s1") + codexCount("2026-05-01T10:00:01Z", 1000, 400, 100, 60)
                + codexCount("2026-05-01T10:00:02Z", 1000, 400, 100, 60) // said again
                + codexCount("2026-05-01T10:00:09Z", 3000, 2000, 150, 80)
                + R"({"timestamp":"2026-05-01T10:00:10Z","type":"event_msg","payload":{"type":"token_count","info":null,"rate_limits":{}}})"
                + '\n');
        Imports imports{.rule = CopyRule::First};
        imports.run(m_folder->path());
        QCOMPARE(imports.last.badLines, 0);
        QCOMPARE(imports.total.messages, 2);
        QCOMPARE(imports.tokens(UsageClass::Input), 1000);
        QCOMPARE(imports.tokens(UsageClass::CacheRead), 2000);
        QCOMPARE(imports.tokens(UsageClass::Output), 70);
        QCOMPARE(imports.tokens(UsageClass::Reasoning), 80);
        QCOMPARE(imports.groups.size(), 1);
        QCOMPARE(imports.groups.first().model, u"gpt-5-codex"_s);
        QCOMPARE(imports.groups.first().project, u"/work"_s);
        QCOMPARE(imports.groups.first().session, u"s1"_s);
        // Going on where it stopped: the running total is remembered.
        appendFile(path(u"2026/05/01/rollout-a.jsonl"_s), codexCount("2026-05-01T10:01:00Z", 3500, 2100, 160, 80));
        const ImportSum more = imports.run(m_folder->path());
        QCOMPARE(more.messages, 1);
        QCOMPARE(more.tokens[static_cast<std::size_t>(UsageClass::Input)], 400);
        QCOMPARE(more.tokens[static_cast<std::size_t>(UsageClass::Output)], 10);
    }

    void aForkedCodexSessionCountsItsOwnEventsOnly()
    {
        const QByteArray history
            = codexCount("2026-05-01T10:00:01Z", 1000, 0, 100, 0) + codexCount("2026-05-01T10:00:09Z", 3000, 0, 150, 0);
        writeFile(path(u"rollout-a.jsonl"_s), codexHead("s1") + history);
        // The copies carry the time of the fork.
        writeFile(path(u"rollout-b.jsonl"_s),
            codexHead("s2", "s1") + codexHead("s1") + codexCount("2026-05-03T10:00:00Z", 1000, 0, 100, 0)
                + codexCount("2026-05-03T10:00:00Z", 3000, 0, 150, 0)
                + codexCount("2026-05-03T10:00:09Z", 4000, 0, 160, 0));
        // Another session that began with the same figures is no copy.
        writeFile(path(u"rollout-c.jsonl"_s), codexHead("s3") + codexCount("2026-05-02T10:00:01Z", 1000, 0, 100, 0));
        for (const int threads : {1, 3}) {
            Imports imports{.rule = CopyRule::First};
            imports.run(m_folder->path(), threads);
            QCOMPARE(imports.total.messages, 4);
            QCOMPARE(imports.tokens(UsageClass::Input), 5000);
            QCOMPARE(imports.tokens(UsageClass::Output), 260);
        }
    }
};

QTEST_GUILESS_MAIN(TestLogImport)
#include "tst_logimport.moc"
