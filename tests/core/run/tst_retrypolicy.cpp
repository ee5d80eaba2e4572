// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/run/attemptresult.h"
#include "core/run/retrypolicy.h"

#include <QTest>

using namespace assay;
using namespace std::chrono_literals;

namespace {

Error errorOf(ErrorKind kind, std::optional<std::chrono::milliseconds> retryAfter = {})
{
    return {.kind = kind, .retryAfter = retryAfter};
}

} // namespace

class TestRetryPolicy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void retriesOnceAfterANetworkFailure()
    {
        const auto first = decideRetry(errorOf(ErrorKind::Network), {}, 0.0);
        QCOMPARE(first, (RetryDecision{RetryStep::SameEndpoint, 500ms}));
        QCOMPARE(decideRetry(errorOf(ErrorKind::Network), {.sameEndpoint = 1}, 0.0).step, RetryStep::GiveUp);
        QCOMPARE(decideRetry(errorOf(ErrorKind::Network), {.sameEndpoint = 1, .endpointsLeft = true}, 0.0).step,
            RetryStep::NextEndpoint);
    }

    void jitterSpreadsTheWaitByAFifth()
    {
        QCOMPARE(decideRetry(errorOf(ErrorKind::ServerFault), {}, 1.0).wait, 600ms);
        QCOMPARE(decideRetry(errorOf(ErrorKind::ServerFault), {}, -1.0).wait, 400ms);
    }

    void waitsForAShortHintOnly()
    {
        QCOMPARE(
            decideRetry(errorOf(ErrorKind::RateLimited, 2s), {}, 0.0), (RetryDecision{RetryStep::SameEndpoint, 2s}));
        QCOMPARE(decideRetry(errorOf(ErrorKind::RateLimited, 5s), {}, 0.0).step, RetryStep::SameEndpoint);
        QCOMPARE(decideRetry(errorOf(ErrorKind::RateLimited, 5001ms), {}, 0.0).step, RetryStep::GiveUp);
        QCOMPARE(
            decideRetry(errorOf(ErrorKind::RateLimited), {.endpointsLeft = true}, 0.0).step, RetryStep::NextEndpoint);
        QCOMPARE(decideRetry(errorOf(ErrorKind::Overloaded, 60s), {.endpointsLeft = true}, 0.0).step,
            RetryStep::NextEndpoint);
    }

    void anotherKeyComesBeforeWaitingAndBeforeOtherEndpoints()
    {
        const RetryState both{.endpointsLeft = true, .keysLeft = true};
        for (const auto kind :
            {ErrorKind::RateLimited, ErrorKind::Authentication, ErrorKind::Permission, ErrorKind::QuotaExhausted})
            QCOMPARE(decideRetry(errorOf(kind, 2s), both, 0.0), (RetryDecision{RetryStep::OtherKey, 0ms}));
        for (const auto kind : {ErrorKind::ServerFault, ErrorKind::Network, ErrorKind::Timeout})
            QVERIFY(decideRetry(errorOf(kind), both, 0.0).step != RetryStep::OtherKey);
    }

    void longPromptsAndFilteredAnswersGoWhereThatCanHelpOnly()
    {
        const auto longPrompt = errorOf(ErrorKind::ContextTooLong);
        QCOMPARE(decideRetry(longPrompt, {.endpointsLeft = true}, 0.0).step, RetryStep::GiveUp);
        QCOMPARE(decideRetry(longPrompt, {.endpointsLeft = true, .largerContextLeft = true}, 0.0).step,
            RetryStep::LargerContext);
        const auto filtered = errorOf(ErrorKind::ContentFiltered);
        QCOMPARE(decideRetry(filtered, {.endpointsLeft = true, .modelsLeft = true}, 0.0).step, RetryStep::NextModel);
    }

    void allWaitsTogetherStayUnderAMinute()
    {
        QCOMPARE(decideRetry(errorOf(ErrorKind::RateLimited, 4s), {.waited = 57s}, 0.0).step, RetryStep::GiveUp);
    }

    void neverRepeatsWhatMayBeBilledOrCannotHelp_data()
    {
        QTest::addColumn<ErrorKind>("kind");
        for (const auto kind : {ErrorKind::Indeterminate, ErrorKind::InvalidRequest, ErrorKind::Cancelled,
                 ErrorKind::BudgetExceeded, ErrorKind::ContentFiltered})
            QTest::addRow("%s", qPrintable(errorKindName(kind))) << kind;
    }
    void neverRepeatsWhatMayBeBilledOrCannotHelp()
    {
        QFETCH(ErrorKind, kind);
        QCOMPARE(decideRetry(errorOf(kind), {.endpointsLeft = true}, 0.0).step, RetryStep::GiveUp);
    }

    void aPageThatIsNoApisGoesToTheNextEndpointAtOnce()
    {
        auto page = errorOf(ErrorKind::InvalidRequest);
        for (const int status : {404, 405}) {
            page.httpStatus = status;
            QCOMPARE(decideRetry(page, {.endpointsLeft = true}, 0.0), (RetryDecision{RetryStep::NextEndpoint, 0ms}));
            QCOMPARE(decideRetry(page, {}, 0.0).step, RetryStep::GiveUp);
        }
        page.httpStatus = 400;
        QCOMPARE(decideRetry(page, {.endpointsLeft = true}, 0.0).step, RetryStep::GiveUp);
    }

    void wrongKeysAndQuotasGoToTheNextEndpointAtOnce()
    {
        for (const auto kind :
            {ErrorKind::Authentication, ErrorKind::QuotaExhausted, ErrorKind::ModelNotFound, ErrorKind::Timeout})
            QCOMPARE(decideRetry(errorOf(kind), {.endpointsLeft = true}, 0.0),
                (RetryDecision{RetryStep::NextEndpoint, 0ms}));
    }

    void aLostRequestIsIndeterminateOnlyWithoutAnyAnswer()
    {
        const auto reset = errorOf(ErrorKind::Network);
        QCOMPARE(withoutAnswer(reset, {.requestSent = true}, false).kind, ErrorKind::Indeterminate);
        QCOMPARE(withoutAnswer(reset, {.requestSent = false}, false).kind, ErrorKind::Network);
        QCOMPARE(withoutAnswer(reset, {.requestSent = true}, true).kind, ErrorKind::Network);
        QCOMPARE(withoutAnswer(reset, {.requestSent = true, .bytesReceived = 9}, false).kind, ErrorKind::Network);
        QCOMPARE(withoutAnswer(errorOf(ErrorKind::Cancelled), {.requestSent = true}, false).kind, ErrorKind::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRetryPolicy)
#include "tst_retrypolicy.moc"
