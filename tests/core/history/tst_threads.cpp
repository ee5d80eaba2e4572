// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/historystore.h"
#include "core/support/ids.h"
#include "tests/support/ledger.h"
#include "tests/support/records.h"

#include <QTemporaryDir>
#include <QTest>
#include <QTimeZone>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

const QDateTime kNoon(QDate(2026, 9, 22), QTime(12, 0), QTimeZone::UTC);

ChatRequest richRequest()
{
    ChatRequest request;
    request.messages = {ChatMessage::text(Role::System, u"Be brief."_s),
        {.role = Role::User,
            .parts = {TextPart{u"What is this?"_s}, ImagePart{QByteArray(5000, 'x'), u"image/png"_s, {}},
                DocumentPart{"%PDF-1.7"_ba, u"application/pdf"_s, u"a.pdf"_s}},
            .cacheMark = true},
        {.role = Role::Assistant,
            .parts = {ReasoningPart{u"hm"_s, u"sig"_s, {}}, ToolCallPart{u"1"_s, u"look"_s, u"{\"a\": 1}"_s, u"s"_s}}},
        {.role = Role::Tool, .parts = {ToolResultPart{u"1"_s, u"look"_s, u"cat"_s, true}}}};
    request.sampling = {.temperature = 0.2,
        .topP = 0.9,
        .topK = 40,
        .presencePenalty = 0.1,
        .frequencyPenalty = 0.3,
        .seed = 9007199254740,
        .maxOutputTokens = 300,
        .stop = {u"END"_s}};
    request.reasoning = {u"high"_s, 2000};
    request.tools = {{u"look"_s, u"Looks."_s, QJsonObject{{u"type"_s, u"object"_s}}, true}};
    request.toolChoice = ToolChoice{ToolChoice::Mode::Named, u"look"_s, false};
    request.format = OutputFormat{OutputFormat::Kind::JsonSchema, u"answer"_s, QJsonObject{{u"a"_s, 1}}, false};
    request.passthrough = QJsonObject{{u"top_a"_s, 0.5}};
    return request;
}

RunRecord threadRun(const QString& thread, const QString& parent, int turn, const QString& text)
{
    RunRecord run = testing::simpleRun(newId(), 10, kNoon.addSecs(turn));
    run.prompt = text;
    run.place.thread = thread;
    run.place.parent = parent;
    run.place.turn = turn;
    run.place.prompt = {.id = thread, .text = text, .system = u"sys"_s, .values = {{u"name"_s, u"Mara"_s}}};
    run.lanes[0].request = richRequest();
    return run;
}

Vote voteOf(const QString& first, const QString& second, Verdict verdict)
{
    Vote vote;
    vote.id = newId();
    vote.first = {.run = u"r"_s, .lane = 0, .model = ModelRef::parse(first), .servedModel = first + u"-0901"_s};
    vote.second = {.run = u"r"_s, .lane = 1, .model = ModelRef::parse(second), .servedModel = {}, .namesItself = true};
    vote.verdict = verdict;
    vote.blind = true;
    vote.reasons = {u"clear"_s, u"tone"_s};
    vote.note = u"shorter"_s;
    vote.at = kNoon;
    return vote;
}

} // namespace

class TestThreads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(u"history.db"_s);
        m_store = testing::openStore(m_path);
        QVERIFY(m_store);
    }
    void cleanup() { m_store.reset(); }

    void keepsPlaceAndRequest()
    {
        const QString thread = newId();
        RunRecord first = threadRun(thread, {}, 0, u"One {{name}}"_s);
        first.lanes.append(first.lanes[0]);
        first.lanes[1].index = 1;
        first.place.columns = {2, 0};
        QVERIFY(m_store->append(first).result());
        RunRecord second = threadRun(thread, first.id, 1, u"Two"_s);
        second.place.promoted = 2;
        second.place.sampleOf = u"other"_s;
        second.lanes[0].request.reset();
        QVERIFY(m_store->append(second).result());
        QVERIFY(m_store->run(first.id) == first);
        QVERIFY(m_store->run(second.id) == second);
        QCOMPARE(*m_store->threadRuns(thread), (QStringList{first.id, second.id}));
        QVERIFY(!m_store->verify()->firstBreak);
        const auto threads = m_store->newestThreads(5);
        QVERIFY(threads);
        QCOMPARE(threads->size(), 1);
        QCOMPARE(threads->first().runs, 2);
        QCOMPARE(threads->first().turns, 2);
        QCOMPARE(threads->first().firstRun, first.id);
        QCOMPARE(threads->first().models.size(), 2);
    }

    void keepsEqualRequestsOnce()
    {
        for (int i = 0; i < 3; ++i)
            QVERIFY(m_store->append(threadRun(u"t"_s, {}, 0, u"Same"_s)).result());
        m_store.reset();
        QCOMPARE(testing::sql(m_path, {u"SELECT count(*) FROM request"_s}).toInt(), 1);
        QCOMPARE(testing::sql(m_path, {u"SELECT count(*) FROM request_bytes"_s}).toInt(), 2);
        QVERIFY(testing::sql(m_path, {u"SELECT max(length(body)) FROM request"_s}).toInt() < 4000);
    }

    void stripsSecrets()
    {
        RunRecord run = threadRun(u"t"_s, {}, 0, u"Hi"_s);
        run.lanes[0].request->passthrough = QJsonObject{
            {u"api_key"_s, u"sk-SECRET"_s}, {u"nested"_s, QJsonObject{{u"Authorization"_s, u"SECRET"_s}}}};
        QVERIFY(m_store->append(run).result());
        const auto read = m_store->run(run.id);
        QVERIFY(read);
        QCOMPARE(read->lanes[0].request->passthrough.value("api_key"_L1).toString(), u"[removed]"_s);
        m_store.reset();
        QVERIFY(!testing::bytesOf(m_path).contains("SECRET"));
    }

    void runsWithoutThreadKeepNoRequest()
    {
        RunRecord run = testing::simpleRun(newId(), 10, kNoon);
        run.lanes[0].request = richRequest();
        QVERIFY(m_store->append(run).result());
        QVERIFY(!m_store->run(run.id)->lanes[0].request);
    }

    void numbersVersionsOfAPrompt()
    {
        QVERIFY(m_store->append(threadRun(u"p"_s, {}, 0, u"First text"_s)).result());
        QVERIFY(m_store->append(threadRun(u"p"_s, {}, 0, u"Second text"_s)).result());
        QVERIFY(m_store->append(threadRun(u"p"_s, {}, 0, u"First text"_s)).result());
        const auto versions = m_store->promptVersions(u"p"_s);
        QVERIFY(versions);
        QCOMPARE(versions->size(), 2);
        QCOMPARE(versions->at(0).version, 1);
        QCOMPARE(versions->at(0).runs, 2);
        QCOMPARE(versions->at(1).text, u"Second text"_s);
        QCOMPARE(m_store->prompts(10)->size(), 1);
        QCOMPARE(m_store->prompts(10)->first().newest.version, 2);
    }

    void keepsSystemPrompts()
    {
        QVERIFY(m_store->saveSystemPrompt(u"Reviewer"_s, u"Be careful."_s).result());
        QVERIFY(m_store->saveSystemPrompt(u"Reviewer"_s, u"Be careful."_s).result());
        QVERIFY(m_store->saveSystemPrompt(u"Reviewer"_s, u"Be very careful."_s).result());
        const auto prompts = m_store->systemPrompts(10);
        QVERIFY(prompts);
        QCOMPARE(prompts->size(), 1);
        QCOMPARE(prompts->first().name, u"Reviewer"_s);
        QCOMPARE(prompts->first().newest.version, 2);
        QCOMPARE(prompts->first().newest.text, u"Be very careful."_s);
    }

    void keepsVotesAndUndo()
    {
        const Vote vote = voteOf(u"a/x"_s, u"b/y"_s, Verdict::First);
        const Vote undone = voteOf(u"b/y"_s, u"a/x"_s, Verdict::BothBad);
        QVERIFY(m_store->addVote(vote).result());
        QVERIFY(m_store->addVote(undone).result());
        QVERIFY(!m_store->addVote(vote).result()); // the same id again
        QVERIFY(m_store->withdrawVote(undone.id).result());
        QVERIFY(m_store->withdrawVote(undone.id).result());
        const auto missing = m_store->withdrawVote(u"nobody"_s).result();
        QVERIFY(!missing);
        QCOMPARE(missing.error().kind, ErrorKind::InvalidRequest);
        const auto votes = m_store->votes();
        QVERIFY(votes);
        QCOMPARE(votes->size(), 2);
        QCOMPARE(votes->at(0), vote);
        QVERIFY(votes->at(1).withdrawn);
    }

    void countsPairs()
    {
        QList<Vote> votes{voteOf(u"b/y"_s, u"a/x"_s, Verdict::First), voteOf(u"a/x"_s, u"b/y"_s, Verdict::First),
            voteOf(u"a/x"_s, u"b/y"_s, Verdict::Tie), voteOf(u"a/x"_s, u"b/y"_s, Verdict::Second),
            voteOf(u"a/x"_s, u"a/x"_s, Verdict::First), voteOf(u"a/x"_s, u"c/z"_s, Verdict::CannotTell)};
        votes.append(voteOf(u"a/x"_s, u"b/y"_s, Verdict::First));
        votes.last().withdrawn = true;
        const auto tallies = tallyVotes(votes);
        QCOMPARE(tallies.size(), 2);
        QCOMPARE(tallies.first().a, ModelRef::parse(u"a/x"_s));
        QCOMPARE(tallies.first().aWins, 1);
        QCOMPARE(tallies.first().bWins, 2);
        QCOMPARE(tallies.first().ties, 1);
        QCOMPARE(tallies.first().aFirst, 3);
        QCOMPARE(tallies.first().selfNaming, 4);
        QCOMPARE(tallyOf(votes, ModelRef::parse(u"b/y"_s), ModelRef::parse(u"a/x"_s)), tallies.first());
    }

    void findsAnswersThatNameTheirMaker_data()
    {
        QTest::addColumn<QString>("answer");
        QTest::addColumn<QStringList>("found");
        QTest::newRow("made by") << u"As an assistant made by OpenAI I have read it."_s << QStringList{u"OpenAI"_s};
        QTest::newRow("I am") << u"Hello! I'm Claude, and I am happy to help."_s << QStringList{u"Claude"_s};
        QTest::newRow("trained by") << u"I was trained by Google."_s << QStringList{u"Google"_s};
        QTest::newRow("own name") << u"I am Swift of the sandbox."_s << QStringList{u"Swift"_s};
        QTest::newRow("own id anywhere") << u"*Simulated answer from sandbox/swift.* swift"_s
                                         << QStringList{u"sandbox/swift"_s};
        QTest::newRow("about others") << u"OpenAI and Anthropic publish prices. Gemini is a constellation."_s
                                      << QStringList{};
        QTest::newRow("a llama") << u"A llama is an animal; I am fond of them."_s << QStringList{};
    }
    void findsAnswersThatNameTheirMaker()
    {
        QFETCH(QString, answer);
        QFETCH(QStringList, found);
        QStringList got;
        for (const auto& place : selfNamings(answer, {u"sandbox/swift"_s, u"Swift"_s}))
            got.append(answer.mid(place.start, place.length));
        QCOMPARE(got, found);
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    std::unique_ptr<HistoryStore> m_store;
};

QTEST_GUILESS_MAIN(TestThreads)
#include "tst_threads.moc"
