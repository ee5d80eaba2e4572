// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/stats/modelranking.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

Vote vote(const QString& first, const QString& second, Verdict verdict)
{
    Vote out;
    out.id = first + second;
    out.first.model = {u"p"_s, first};
    out.second.model = {u"p"_s, second};
    out.verdict = verdict;
    return out;
}

QList<Vote> times(int count, const Vote& each)
{
    return QList<Vote>(count, each);
}

} // namespace

class TestModelRanking : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void whoIsPreferredStandsFirst()
    {
        const auto ranking = rankModels(times(7, vote(u"a"_s, u"b"_s, Verdict::First))
            + times(3, vote(u"a"_s, u"b"_s, Verdict::Second)) + times(2, vote(u"c"_s, u"b"_s, Verdict::Second)));
        QCOMPARE(ranking.size(), 3);
        QCOMPARE(ranking[0].model, u"p/a"_s);
        QCOMPARE(ranking[0].behindBest, 0.0);
        QCOMPARE(ranking[0].chanceAgainstBest, 0.5);
        QCOMPARE(ranking[0].comparisons, 10);
        QCOMPARE(ranking[1].model, u"p/b"_s);
        QCOMPARE(ranking[1].comparisons, 12);
        QVERIFY(ranking[1].behindBest > 0 && ranking[1].behindBestError > 0);
        QVERIFY(ranking[1].chanceAgainstBest < 0.5);
        QCOMPARE(ranking[2].model, u"p/c"_s);
        QVERIFY(ranking[2].rating < ranking[1].rating);
    }

    void tiesAreHalvesAndOtherVerdictsNone()
    {
        const auto even = rankModels(times(4, vote(u"a"_s, u"b"_s, Verdict::Tie)));
        QCOMPARE(even[0].rating, even[1].rating);
        QCOMPARE(even[0].comparisons, 4);
        QVERIFY(rankModels(times(4, vote(u"a"_s, u"b"_s, Verdict::CannotTell))).isEmpty());
        QVERIFY(rankModels(times(4, vote(u"a"_s, u"b"_s, Verdict::BothBad))).isEmpty());
        QVERIFY(rankModels({}).isEmpty());
    }

    void aWithdrawnVoteCountsNothing()
    {
        auto gone = vote(u"a"_s, u"b"_s, Verdict::First);
        gone.withdrawn = true;
        QVERIFY(rankModels({gone}).isEmpty());
    }
};

QTEST_APPLESS_MAIN(TestModelRanking)
#include "tst_modelranking.moc"
