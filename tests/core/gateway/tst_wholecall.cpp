// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/gateway/wholecall.h"

#include <QTest>

using namespace assay;
using namespace std::chrono_literals;
using namespace Qt::StringLiterals;

namespace {

LaneRecord choice(qint64 input, qint64 output, std::optional<qint64> pico)
{
    LaneRecord out;
    out.state = LaneState::Complete;
    out.finishReason = FinishReason::Stop;
    out.attempts.append(AttemptRecord());
    out.usage.set(UsageClass::Input, input);
    out.usage.set(UsageClass::Output, output);
    if (pico) {
        out.cost.amount = Money::fromPico(*pico);
        out.cost.state = CostState::Computed;
    }
    return out;
}

} // namespace

/// What a call of several choices came to.
class TestWholeCall : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void oneLaneIsItself()
    {
        LaneRecord lane = choice(3, 4, 5);
        lane.text = u"kept"_s;
        lane.index = 0;
        QCOMPARE(wholeCall({lane}), lane);
        QCOMPARE(wholeCall({}), LaneRecord());
    }

    void sumsUp()
    {
        LaneRecord slow = choice(1, 2, 20);
        slow.timing.firstToken = 50us;
        slow.timing.total = 900us;
        LaneRecord quick = choice(10, 20, 5);
        quick.timing.firstToken = 10us;
        quick.timing.total = 100us;
        const auto whole = wholeCall({slow, quick});
        QCOMPARE(whole.usage.promptTokens(), 11);
        QCOMPARE(whole.usage.completionTokens(), 22);
        QCOMPARE(whole.cost.amount, Money::fromPico(25));
        QCOMPARE(whole.attempts.size(), 2);
        QCOMPARE(whole.timing.firstToken, 10us);
        QCOMPARE(whole.timing.total, 900us);
        QCOMPARE(whole.state, LaneState::Complete);
        QCOMPARE(whole.finishReason, FinishReason::Stop);
    }

    /// The class is unknown then, and the side is right all the same.
    void aClassThatOnlyOneTellsIsInTheMainOne()
    {
        LaneRecord cached = choice(10, 5, 1);
        cached.usage.set(UsageClass::CacheRead, 90);
        cached.usage.set(UsageClass::Reasoning, 7);
        const auto whole = wholeCall({cached, choice(100, 5, 1)});
        QVERIFY(!whole.usage.has(UsageClass::CacheRead));
        QVERIFY(!whole.usage.has(UsageClass::Reasoning));
        QCOMPARE(whole.usage.promptTokens(), 200);
        QCOMPARE(whole.usage.completionTokens(), 17);
        const auto both = wholeCall({cached, cached});
        QCOMPARE(both.usage[UsageClass::CacheRead], 180);
        QCOMPARE(both.usage[UsageClass::Input], 20);
        QCOMPARE(both.usage[UsageClass::Reasoning], 14);
    }

    void anUnknownPartMakesTheSumUnknown()
    {
        LaneRecord silent = choice(1, 1, std::nullopt);
        silent.usage.clear(UsageClass::Output);
        const auto whole = wholeCall({choice(1, 1, 1), silent});
        QCOMPARE(whole.usage.promptTokens(), 2);
        QVERIFY(!whole.usage.completionTokens());
        QVERIFY(!whole.cost.amount);
        QCOMPARE(whole.cost.state, CostState::Unknown);
    }

    void whatWasNeverSentUsedNothing()
    {
        LaneRecord unsent;
        unsent.state = LaneState::Cancelled;
        unsent.cost.amount = Money();
        unsent.cost.state = CostState::Computed;
        const auto whole = wholeCall({choice(1, 2, 3), unsent});
        QCOMPARE(whole.usage.promptTokens(), 1);
        QCOMPARE(whole.cost.amount, Money::fromPico(3));
        QCOMPARE(whole.state, LaneState::Cancelled);
        QVERIFY(!whole.finishReason);
    }

    void theFailureIsTold()
    {
        LaneRecord cancelled = choice(1, 1, 1);
        cancelled.state = LaneState::Cancelled;
        cancelled.error = Error{.kind = ErrorKind::Cancelled};
        LaneRecord failed = choice(1, 1, 1);
        failed.state = LaneState::Truncated;
        failed.error = Error{.kind = ErrorKind::Network};
        const auto whole = wholeCall({cancelled, failed});
        QCOMPARE(whole.state, LaneState::Truncated);
        QCOMPARE(whole.error.value().kind, ErrorKind::Network);
    }
};

QTEST_GUILESS_MAIN(TestWholeCall)
#include "tst_wholecall.moc"
