// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/runjson.h"
#include "ui/text/runexport.h"
#include "ui/text/verdicts.h"

#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

RunRecord sampleRun()
{
    RunRecord run{.id = u"r1"_s,
        .prompt = u"Write to mara@example.org <script>alert(1)</script>"_s,
        .system = u"secret system"_s};
    LaneRecord a{.index = 0, .model = {u"p"_s, u"one"_s}, .state = LaneState::Complete};
    a.text
        = u"Use key sk-abcdefghijklmnopqrstuv in /home/mara/x and <img src=x onerror=alert(1)>\n```html\n<b>\n```\nend"_s;
    a.cost.state = CostState::Computed;
    a.cost.amount = Money::fromPico(5'800'000'000);
    LaneRecord b = a;
    b.index = 1;
    b.model = {u"p"_s, u"two"_s};
    b.text = u"Something else \u202e entirely"_s;
    run.lanes = {a, b};
    return run;
}

Vote sampleVote(Verdict verdict)
{
    return {.id = u"v"_s,
        .first = {.run = u"r1"_s, .lane = 0, .model = {u"p"_s, u"one"_s}, .servedModel = {}},
        .second = {.run = u"r1"_s, .lane = 1, .model = {u"p"_s, u"two"_s}, .servedModel = {}},
        .verdict = verdict,
        .blind = true,
        .reasons = {u"clear"_s},
        .note = u"<i>"_s};
}

} // namespace

class TestRunExport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void htmlRunsAndLoadsNothing()
    {
        const QString html
            = QString::fromUtf8(RunExport::write({sampleRun()}, {sampleVote(Verdict::First)}, ExportFormat::Html));
        QVERIFY(html.contains(u"&lt;script&gt;"_s));
        QVERIFY(!html.contains(u"<script"_s));
        QVERIFY(!html.contains(u"<img"_s));
        static const QRegularExpression loading(u"\\b(?:src|href|action|srcset)="_s);
        QVERIFY(!QString(html).remove(u"src=x onerror=alert(1)"_s).contains(loading));
        QVERIFY(html.contains(u"default-src 'none'"_s));
        // The one style sheet is the one whose hash is allowed.
        const auto style
            = html.mid(html.indexOf(u"<style>"_s) + 7, html.indexOf(u"</style>"_s) - html.indexOf(u"<style>"_s) - 7);
        const QByteArray hash = QCryptographicHash::hash(style.toUtf8(), QCryptographicHash::Sha256).toBase64();
        QVERIFY(html.contains(u"style-src 'sha256-%1'"_s.arg(QString::fromLatin1(hash))));
        static const QRegularExpression inlineStyle(u"\\sstyle="_s);
        QVERIFY(!html.contains(inlineStyle));
        QVERIFY(html.contains(u"\u27e8U+202E\u27e9"_s));
        QVERIFY(html.contains(u"<pre>&lt;b&gt;</pre>"_s));
        QVERIFY(html.contains(u"p/one better than p/two (blind)"_s));
        QVERIFY(html.contains(u"<del>"_s) && html.contains(u"<ins>"_s));
    }

    void findsWhatLooksPrivate()
    {
        const auto found = findPrivate({sampleRun()});
        QCOMPARE(found.size(), 3);
        QCOMPARE(found.at(0).text, u"sk-abcdefghijklmnopqrstuv"_s);
        QCOMPARE(found.at(1).text, u"mara@example.org"_s);
        QCOMPARE(found.at(2).text, u"/home/mara"_s);
    }

    void redactsEverywhere_data()
    {
        QTest::addColumn<int>("format");
        for (const ExportFormat format : {ExportFormat::Html, ExportFormat::Markdown, ExportFormat::Json})
            QTest::addRow("%d", static_cast<int>(format)) << static_cast<int>(format);
    }
    void redactsEverywhere()
    {
        QFETCH(int, format);
        ExportOptions options{.withSystem = false, .withFigures = false};
        for (const PrivateText& finding : findPrivate({sampleRun()}))
            options.redacted.append(finding.text);
        const QByteArray bytes = RunExport::write({sampleRun()}, {}, static_cast<ExportFormat>(format), options);
        for (const char* secret : {"sk-abc", "mara@", "/home/mara", "secret system", "5800000000", "0.0058"})
            QVERIFY2(!bytes.contains(secret), secret);
        QVERIFY(bytes.contains("[removed]"));
    }

    void jsonCanBeReadBack()
    {
        const auto document
            = QJsonDocument::fromJson(RunExport::write({sampleRun()}, {sampleVote(Verdict::Tie)}, ExportFormat::Json));
        const auto run = runFromJson(document.object().value("runs"_L1).toArray().first().toObject());
        QVERIFY(run);
        QCOMPARE(run->lanes.first().text, sampleRun().lanes.first().text);
        QCOMPARE(
            document.object().value("votes"_L1).toArray().first().toObject().value("verdict"_L1).toString(), u"tie"_s);
    }

    void withdrawnVotesStayOut()
    {
        Vote vote = sampleVote(Verdict::First);
        vote.withdrawn = true;
        QVERIFY(!RunExport::write({sampleRun()}, {vote}, ExportFormat::Markdown).contains("better"));
    }

    void verdictsSayWhatVotesAllow()
    {
        const auto verdict = [](int a, int b, int ties = 0) {
            PairTally tally;
            tally.aWins = a;
            tally.bWins = b;
            tally.ties = ties;
            return Verdicts::of(tally, u"Ada"_s, u"Ben"_s);
        };
        QCOMPARE(verdict(0, 0).state, PairVerdict::State::NoVotes);
        QCOMPARE(verdict(9, 3, 2).state, PairVerdict::State::TooEarly);
        QCOMPARE(verdict(9, 3, 2).title, u"Too early to say"_s);
        QVERIFY2(verdict(9, 3, 2).body.contains(u"After 14 votes Ada is ahead 9 : 3 with 2 undecided"_s),
            qPrintable(verdict(9, 3, 2).body));
        QCOMPARE(verdict(6, 0).state, PairVerdict::State::TooEarly);
        QCOMPARE(verdict(7, 0).state, PairVerdict::State::Better);
        QCOMPARE(verdict(0, 7).title, u"Ben is better"_s);
        QCOMPARE(verdict(300, 300).state, PairVerdict::State::NoRealDifference);
        PairTally tally;
        tally.bWins = 9;
        const PairVerdict hidden = Verdicts::of(tally, {}, {});
        QVERIFY(hidden.ahead.isEmpty());
        QVERIFY(hidden.title.startsWith(u"One of the two"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunExport)
#include "tst_runexport.moc"
