// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/runnotice.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

class TestRunNotice : public QObject
{
    Q_OBJECT

private:
    static RunRecord run()
    {
        RunRecord run;
        run.prompt = u"My secret plan"_s;
        run.duration = std::chrono::seconds(42);
        LaneRecord lane{.model = {u"acme"_s, u"thinker-9"_s}, .state = LaneState::Complete};
        lane.cost.amount = Money::fromPico(4'400'000'000);
        LaneRecord other{.model = {u"acme"_s, u"swift-2"_s}, .state = LaneState::Failed};
        run.lanes = {lane, other};
        return run;
    }

private Q_SLOTS:
    void blindTellsNothingBeyondThatTheyAreReady()
    {
        const RunNotice notice = RunNotices::ended(run(), RunNotices::Content::Blind);
        QCOMPARE(notice, (RunNotice{u"The answers are ready"_s, u"They wait for your vote."_s}));
        RunRecord other = run();
        other.duration = std::chrono::seconds(600);
        other.lanes.removeLast();
        QCOMPARE(RunNotices::ended(other, RunNotices::Content::Blind), notice); // nor how it went
    }

    void plainHasNeitherNamesNorPrompt()
    {
        const RunNotice notice = RunNotices::ended(run(), RunNotices::Content::Plain);
        const QString all = notice.title + notice.body;
        for (const QString& kept : {u"secret"_s, u"thinker"_s, u"swift"_s, u"acme"_s, u"$"_s})
            QVERIFY2(!all.contains(kept), qPrintable(all));
        QVERIFY(all.contains(u"1 of 2"_s));
        QVERIFY(all.contains(u"42"_s));
    }

    void namesAreToldWhereAllowed()
    {
        const RunNotice notice = RunNotices::ended(run(), RunNotices::Content::Names);
        QVERIFY(notice.body.contains(u"My secret plan"_s));
        QVERIFY(notice.body.contains(u"thinker-9, swift-2"_s));
        QVERIFY(notice.body.contains(u"$"_s));
    }
};

QTEST_GUILESS_MAIN(TestRunNotice)
#include "tst_runnotice.moc"
