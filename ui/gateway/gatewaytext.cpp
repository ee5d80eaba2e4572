// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/gateway/gatewaytext.h"

#include "ui/text/formats.h"
#include "ui/text/visiblecharacters.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

/// A format that clients speak: the words for it are names, the same in every language.
struct KnownFormat {
    QLatin1StringView dialect;
    QLatin1StringView name;
    const char* path; ///< UTF-8
};
constexpr std::array kFormats{
    KnownFormat{"openai-chat"_L1, "Chat"_L1, "/v1/chat/completions"},
    KnownFormat{"openai-responses"_L1, "Responses"_L1, "/v1/responses"},
    KnownFormat{"anthropic"_L1, "Messages"_L1, "/v1/messages"},
    KnownFormat{"ollama"_L1, "Ollama"_L1, "/api/chat"},
    KnownFormat{"gemini"_L1, "Gemini"_L1, "/v1beta/models/…:generateContent"},
    KnownFormat{"openai-completion"_L1, "Completions"_L1, "/v1/completions"},
    KnownFormat{"openai-embeddings"_L1, "Embeddings"_L1, "/v1/embeddings"},
};

const KnownFormat* clientFormat(const QString& dialect)
{
    const auto found = std::ranges::find(kFormats, dialect, &KnownFormat::dialect);
    return found == kFormats.end() ? nullptr : &*found;
}

bool isOver(Money spent, const std::optional<Money>& limit)
{
    return limit && spent >= *limit;
}

} // namespace

GatewayLook GatewayText::look(const GatewayCallRow& call)
{
    if (!call.refusal.isEmpty()) {
        const QString words = tr("refused, %1").arg(call.httpStatus);
        return {Glyph::NoEntry, call.times > 1 ? tr("%1, ×%2").arg(words).arg(call.times) : words, CellInk::Bad};
    }
    if (call.error == ErrorKind::BudgetExceeded)
        return {Glyph::NoEntry, tr("refused, limit"), CellInk::Bad};
    switch (call.state) {
    case LaneState::Queued:
    case LaneState::Connecting: return {Glyph::Plug, tr("running"), CellInk::Muted};
    case LaneState::Waiting: return {Glyph::Dots, tr("waiting"), CellInk::Muted};
    case LaneState::Streaming: return {Glyph::Waves, tr("streaming"), CellInk::Text};
    case LaneState::Retrying: return {Glyph::Timer, tr("retrying"), CellInk::Warn};
    case LaneState::Complete: return {Glyph::Ticked, tr("complete"), CellInk::Good};
    case LaneState::Truncated: return {Glyph::Scissors, tr("truncated"), CellInk::Warn};
    case LaneState::Refused: return {Glyph::NoEntry, tr("refused by the model"), CellInk::Muted};
    case LaneState::Cancelled:
        return {Glyph::Stopped, call.stopped ? tr("stopped by you") : tr("client left"), CellInk::Muted};
    case LaneState::Indeterminate: return {Glyph::Question, tr("billing unknown"), CellInk::Warn};
    case LaneState::Failed: break;
    }
    return {
        Glyph::Crossed, call.httpStatus >= 400 ? tr("failed, %1").arg(call.httpStatus) : tr("failed"), CellInk::Bad};
}

GatewayLook GatewayText::look(const GatewayKeyRow& row, const QDateTime& now)
{
    const VirtualKey& key = row.key;
    if (key.disabled)
        return {Glyph::Stopped, tr("disabled"), CellInk::Muted};
    if (key.expiresAt && *key.expiresAt <= now)
        return {Glyph::Hourglass, tr("expired"), CellInk::Muted};
    if (isOver(row.spend.day, key.dayLimit) || isOver(row.spend.week, key.weekLimit)
        || isOver(row.spend.month, key.monthLimit))
        return {Glyph::Crossed, tr("limit reached"), CellInk::Bad};
    if (key.expiresAt)
        return {Glyph::Ticked, tr("until %1").arg(when(key.expiresAt, now)), CellInk::Good};
    return {Glyph::Ticked, tr("open"), CellInk::Good};
}

QString GatewayText::format(const QString& dialect)
{
    const auto* known = clientFormat(dialect);
    return known != nullptr ? QString(known->name) : u"–"_s;
}

QString GatewayText::path(const QString& dialect)
{
    const auto* known = clientFormat(dialect);
    return known != nullptr ? QString::fromUtf8(known->path) : u"–"_s;
}

QString GatewayText::reason(const GatewayCallRow& call)
{
    switch (call.httpStatus) {
    case 401: return tr("no key, or a wrong one");
    case 402: return tr("limit reached");
    case 403: return call.keyName.isEmpty() ? tr("asked by a web page") : tr("not allowed for this key");
    case 404: return call.model.isEmpty() ? tr("unknown path") : tr("unknown model");
    case 409: return tr("asked twice at once");
    case 413:
    case 431: return tr("too large");
    case 415: return tr("not JSON");
    case 421: return tr("other host name");
    case 503: return tr("no provider key");
    default: return call.httpStatus >= 500 ? tr("gateway error") : tr("not understood");
    }
}

QString GatewayText::tokens(const GatewayCallRow& call)
{
    const Formats formats;
    const auto count
        = [&](const std::optional<qint64>& tokens) { return tokens ? formats.tokenCount(*tokens) : u"–"_s; };
    return call.promptTokens || call.completionTokens
        ? u"%1 / %2"_s.arg(count(call.promptTokens), count(call.completionTokens))
        : u"–"_s;
}

QString GatewayText::cost(const GatewayCallRow& call)
{
    if (!call.refusal.isEmpty())
        return tr("not sent");
    if (call.simulated)
        return tr("simulated");
    if (call.cost.amount)
        return Formats().cost(call.cost);
    if (!isTerminal(call.state))
        return u"–"_s;
    if (call.error == ErrorKind::BudgetExceeded)
        return tr("not sent");
    if (call.state == LaneState::Failed)
        return tr("unknown");
    return call.local ? tr("local") : Formats().cost(call.cost);
}

QString GatewayText::costDetail(const GatewayCallRow& call)
{
    if (!call.cost.amount)
        return {};
    const QString exact = Formats().exactMoney(*call.cost.amount);
    if (call.simulated)
        return tr("%1, simulated: nothing is billed").arg(exact);
    switch (call.cost.state) {
    case CostState::Reported: return tr("%1, reported by the provider").arg(exact);
    case CostState::Computed: return tr("%1, computed from the price list").arg(exact);
    case CostState::Estimated: return tr("%1, estimated").arg(exact);
    case CostState::Unknown: break;
    }
    return {};
}

QString GatewayText::mayUse(const VirtualKey& key)
{
    QStringList parts;
    if (!key.models.isEmpty())
        parts.append(key.models.join(u", "_s));
    if (!key.providers.isEmpty())
        parts.append(tr("at %1").arg(key.providers.join(u", "_s)));
    return parts.isEmpty() ? tr("any model") : visibleCharacters(parts.join(u", "_s));
}

QString GatewayText::spent(Money amount, const std::optional<Money>& limit)
{
    const Formats formats;
    return limit ? tr("%1 of %2").arg(formats.sum(amount), formats.sum(*limit)) : formats.sum(amount);
}

QString GatewayText::left(Money amount, const Money& limit)
{
    return tr("%1 left").arg(
        Formats().exactMoney(amount >= limit ? Money() : Money::fromPico(limit.pico() - amount.pico())));
}

double GatewayText::share(Money amount, const Money& limit)
{
    if (limit <= Money() || amount >= limit)
        return 1;
    return static_cast<double>(amount.pico()) / static_cast<double>(limit.pico());
}

QString GatewayText::when(const std::optional<QDateTime>& time, const QDateTime& now)
{
    if (!time)
        return tr("never");
    return qAbs(time->secsTo(now)) < 60 ? tr("now") : clock(*time, now);
}

QString GatewayText::clock(const QDateTime& time, const QDateTime& now)
{
    const QDateTime local = time.toLocalTime();
    const QDateTime here = now.toLocalTime();
    const QLocale locale;
    if (local.date() == here.date())
        return locale.toString(local.time(), u"HH:mm"_s);
    //: day and month of a date in a table, as of QDate::toString
    return locale.toString(local.date(), local.date().year() == here.date().year() ? tr("d MMM") : tr("d MMM yyyy"));
}

} // namespace assay
