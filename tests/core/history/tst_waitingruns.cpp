// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/waitingruns.h"

#include <QTest>

using namespace assay;
using namespace Qt::StringLiterals;

namespace {

WaitingRuns::Run runOf(int number, qsizetype bytes = 0)
{
    WaitingRuns::Run run;
    run.record.id = QString::number(number);
    LaneRecord lane;
    lane.sent = SentRequest();
    lane.sent->body = QByteArray(bytes, 'x');
    run.record.lanes = {lane};
    return run;
}

QStringList idsOf(const std::vector<WaitingRuns::Run>& runs)
{
    QStringList out;
    for (const auto& run : runs)
        out.append(run.record.id);
    return out;
}

} // namespace

class TestWaitingRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theyComeInOrderAndInGroups()
    {
        WaitingRuns waiting;
        QVERIFY(waiting.isEmpty());
        QVERIFY(waiting.takeGroup().empty());
        const int all = static_cast<int>(WaitingRuns::kLargestGroup) + 2;
        for (int i = 0; i < all; ++i)
            waiting.add(runOf(i));
        QCOMPARE(waiting.takeGroup().size(), WaitingRuns::kLargestGroup);
        QCOMPARE(idsOf(waiting.takeGroup()), (QStringList{QString::number(all - 2), QString::number(all - 1)}));
        QVERIFY(waiting.isEmpty());
    }

    void manySmallOnesFillIt()
    {
        WaitingRuns waiting;
        for (std::size_t i = 1; i < WaitingRuns::kMostRuns; ++i) {
            waiting.add(runOf(static_cast<int>(i)));
            QCOMPARE(waiting.isGroup(), i >= WaitingRuns::kFullGroup);
            QVERIFY(!waiting.isFull());
        }
        waiting.add(runOf(0));
        QVERIFY(waiting.isFull());
        waiting.takeGroup();
        QVERIFY(!waiting.isFull());
    }

    void aFewBigOnesFillItToo()
    {
        constexpr qsizetype kBig = WaitingRuns::kLargestGroupBytes / 2;
        WaitingRuns waiting;
        waiting.add(runOf(1, kBig));
        QVERIFY(waiting.isGroup());
        for (int i = 2; !waiting.isFull(); ++i) {
            QVERIFY(i < 10);
            waiting.add(runOf(i, kBig));
        }
        QCOMPARE(idsOf(waiting.takeGroup()), (QStringList{u"1"_s, u"2"_s}));
        QVERIFY(!waiting.isFull());
    }

    void oneLargerThanAGroupGoesAlone()
    {
        WaitingRuns waiting;
        waiting.add(runOf(1, WaitingRuns::kMostBytes + 1));
        waiting.add(runOf(2));
        QVERIFY(waiting.isFull());
        QCOMPARE(idsOf(waiting.takeGroup()), QStringList{u"1"_s});
        QCOMPARE(idsOf(waiting.takeGroup()), QStringList{u"2"_s});
        QVERIFY(waiting.isEmpty() && !waiting.isFull());
    }

    void whatARecordHoldsCountsItsTexts()
    {
        RunRecord record = runOf(1, 100).record;
        record.prompt = u"four"_s;
        record.lanes.first().text = u"answer"_s;
        QCOMPARE(bytesHeldBy(record), 100 + 8 + 12);
    }
};

QTEST_GUILESS_MAIN(TestWaitingRuns)
#include "tst_waitingruns.moc"
