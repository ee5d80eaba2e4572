// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/errorsentences.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"

using namespace Qt::StringLiterals;

namespace assay {

namespace {

QStringList nonEmpty(const QStringList& parts)
{
    QStringList kept;
    for (const QString& part : parts) {
        if (!part.isEmpty())
            kept.append(part);
    }
    return kept;
}

QString join(const QStringList& sentences)
{
    return nonEmpty(sentences).join(u' ');
}

bool anythingSent(const LaneRecord& record)
{
    for (const AttemptRecord& attempt : record.attempts) {
        if (attempt.requestSent)
            return true;
    }
    return false;
}

} // namespace

QString plainQuote(const QString& text, int limit)
{
    QString line = visibleCharacters(text.left(limit * 2)).simplified();
    if (line.size() > limit)
        line = line.left(limit - 1) + u'…';
    return line;
}

QString ErrorSentences::quote(const Error& error)
{
    const QString detail = plainQuote(error.detail);
    const QString code = plainQuote(error.providerCode, 60);
    QString place = error.httpStatus > 0 ? QString::number(error.httpStatus) : QString();
    if (!code.isEmpty() && code != place)
        place = place.isEmpty() ? code : place + u", "_s + code;
    if (detail.isEmpty())
        return place.isEmpty() ? QString() : tr("The answer was %1.").arg(place);
    return place.isEmpty() ? tr("The answer was “%1”.").arg(detail)
                           : tr("The answer was “%1” (%2).").arg(detail, place);
}

QString ErrorSentences::timeoutWords(const Error& error, const QString& provider)
{
    if (error.providerCode == "connect"_L1)
        return tr("%1 could not be reached in time").arg(provider);
    if (error.providerCode == "first_byte"_L1 || error.providerCode == "first_token"_L1)
        return tr("%1 did not begin to answer in time").arg(provider);
    if (error.providerCode == "idle"_L1)
        return tr("%1 stopped sending").arg(provider);
    return tr("The time for this answer is used up");
}

QString ErrorSentences::whatHappened(const Error& error, const QString& provider)
{
    switch (error.kind) {
    case ErrorKind::Cancelled: return tr("Stopped");
    case ErrorKind::Timeout: return timeoutWords(error, provider);
    case ErrorKind::Network: return tr("%1 could not be reached").arg(provider);
    case ErrorKind::Tls: return tr("The connection to %1 is not secure").arg(provider);
    case ErrorKind::Authentication: return tr("%1 did not accept the key").arg(provider);
    case ErrorKind::Permission: return tr("This key may not do that at %1").arg(provider);
    case ErrorKind::RateLimited: return tr("%1 is limiting this key").arg(provider);
    case ErrorKind::QuotaExhausted: return tr("The credit at %1 is used up").arg(provider);
    case ErrorKind::BudgetExceeded: return tr("Your budget does not allow this run");
    case ErrorKind::InvalidRequest: return tr("%1 did not accept the request").arg(provider);
    case ErrorKind::ContextTooLong: return tr("The prompt is too long for this model");
    case ErrorKind::ContentFiltered: return tr("A filter at %1 stopped this").arg(provider);
    case ErrorKind::ModelNotFound: return tr("%1 does not know this model").arg(provider);
    case ErrorKind::Overloaded: return tr("%1 is too busy").arg(provider);
    case ErrorKind::ServerFault: return tr("%1 had a fault").arg(provider);
    case ErrorKind::Protocol: return tr("The answer of %1 cannot be read").arg(provider);
    case ErrorKind::Truncated: return tr("The connection ended before the answer did");
    case ErrorKind::Indeterminate: return tr("%1 took the request and did not answer").arg(provider);
    case ErrorKind::Storage: return tr("The database cannot be written");
    case ErrorKind::Secret: return tr("The key for %1 cannot be read").arg(provider);
    case ErrorKind::Internal: return tr("A fault in this program");
    }
    return tr("A fault in this program");
}

bool ErrorSentences::isUnbilled(const LaneRecord& record)
{
    if (!record.text.isEmpty() || record.cost.amount || !record.error)
        return false;
    const int status = record.error->httpStatus;
    return (status >= 400 && status < 500) || (status == 0 && !anythingSent(record));
}

QString ErrorSentences::whatItCost(const LaneRecord& record)
{
    if (record.simulated)
        return tr("It is simulated: nothing was billed.");
    if (record.local)
        return tr("It runs on this computer: nothing is billed.");
    if (record.cost.amount) {
        if (record.cost.amount->isZero())
            return tr("Nothing was billed.");
        const QString amount = Formats().cost(*record.cost.amount);
        return record.cost.state == CostState::Estimated ? tr("About %1 was billed.").arg(amount)
                                                         : tr("%1 was billed.").arg(amount);
    }
    const int status = record.error ? record.error->httpStatus : 0;
    if (status == 0 && isUnbilled(record))
        return tr("Nothing was sent, so nothing was billed.");
    if (isUnbilled(record))
        return tr("Nothing was billed.");
    if (status >= 500)
        return tr("Failed answers are usually not billed.");
    return tr("We do not know whether this was billed.");
}

LaneNotice ErrorSentences::retrying(const Error& cause, const QString& provider, bool simulated)
{
    QString wait;
    if (cause.retryAfter)
        wait = tr("It asks to wait %1.").arg(Formats().duration(*cause.retryAfter));
    const QString cost = simulated                            ? QString()
        : (cause.httpStatus >= 400 && cause.httpStatus < 500) ? tr("Nothing was billed.")
                                                              : QString();
    return {.title = whatHappened(cause, provider),
        .body
        = join({quote(cause), wait, cost, tr("The next attempt starts by itself; the other lanes are not affected.")}),
        .actions = {LaneAction::RetryNow, LaneAction::Stop}};
}

bool ErrorSentences::isInterrupted(const LaneRecord& record)
{
    return record.error && record.error->providerCode == kInterrupted;
}

LaneNotice ErrorSentences::cutOff(const LaneRecord& record, const QString& provider)
{
    QString title = tr("The connection ended before the answer did");
    if (record.finishReason == FinishReason::Length)
        title = tr("Cut off at the limit of output tokens");
    else if (isInterrupted(record))
        title = tr("Interrupted: the program ended while this answer was being written");
    else if (record.error)
        title = whatHappened(*record.error, provider);
    QList<LaneAction> actions{LaneAction::Retry};
    if (!record.text.trimmed().isEmpty())
        actions.append(LaneAction::Continue);
    return {title, join({tr("The text is kept."), whatItCost(record)}), actions};
}

LaneNotice ErrorSentences::ended(const LaneRecord& record, const QString& provider)
{
    const QString cost = whatItCost(record);
    switch (record.state) {
    case LaneState::Failed: {
        const Error error = record.error.value_or(Error{});
        return {whatHappened(error, provider), join({quote(error), cost}), {LaneAction::Retry}};
    }
    case LaneState::Truncated: return cutOff(record, provider);
    case LaneState::Refused:
        return {record.refusal.isEmpty() ? tr("The model declined to answer") : plainQuote(record.refusal),
            join({tr("It declined; this is not an error."), cost}), {LaneAction::Retry}};
    case LaneState::Cancelled:
        return {tr("Stopped"), join({record.text.isEmpty() ? QString() : tr("The text is kept."), cost}),
            {LaneAction::Retry}};
    case LaneState::Indeterminate:
        if (isInterrupted(record))
            return {tr("Interrupted: the program ended before an answer came"),
                join({tr("We do not know whether this was billed."), tr("Asking again may be billed a second time.")}),
                {LaneAction::Retry}};
        return {tr("%1 took the request and did not answer").arg(provider),
            join({tr("We do not know whether this was billed."), tr("Asking again may be billed a second time.")}),
            {LaneAction::Retry}};
    default: return {};
    }
}

} // namespace assay
