// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/invoice.h"

#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

struct StateName {
    InvoiceState state;
    QLatin1StringView name;
};
constexpr std::array<StateName, 4> kStates{{{InvoiceState::Complete, "complete"_L1}, {InvoiceState::Cut, "cut"_L1},
    {InvoiceState::CancelledByClient, "cancelled_by_client"_L1}, {InvoiceState::Error, "error"_L1}}};

/// A killed process may leave half a line; the next one must not be written behind it.
bool dropTornLine(QFile& file)
{
    if (!file.exists())
        return true;
    if (!file.open(QIODevice::ReadWrite))
        return false;
    const QByteArray tail = file.seek(std::max<qint64>(0, file.size() - 64 * 1024)) ? file.readAll() : QByteArray();
    const qint64 torn = tail.size() - (tail.lastIndexOf('\n') + 1);
    const bool ok = torn == 0 || file.resize(file.size() - torn);
    file.close();
    return ok;
}

std::optional<Money> sum(std::initializer_list<std::optional<Money>> parts)
{
    std::optional<Money> total = Money();
    for (const auto& part : parts)
        total = total && part ? total->plus(*part) : std::nullopt;
    return total;
}

} // namespace

QLatin1StringView invoiceStateName(InvoiceState state)
{
    return std::ranges::find(kStates, state, &StateName::state)->name;
}

std::optional<InvoiceState> invoiceStateFromName(QStringView name)
{
    const auto found = std::ranges::find_if(kStates, [&](const StateName& entry) { return name == entry.name; });
    return found == kStates.end() ? std::nullopt : std::optional(found->state);
}

std::optional<Money> invoiceAmount(const InvoiceLine& line)
{
    if (!line.billed)
        return Money();
    const QList<SandboxPrice> prices = sandboxPrices();
    const auto price = std::ranges::find(prices, line.model, &SandboxPrice::model);
    if (price == prices.end())
        return std::nullopt;
    return sum({Money::product(line.input, price->input), Money::product(line.cacheRead, price->cacheRead),
        Money::product(line.output, price->output), Money::product(line.reasoning, price->reasoning)});
}

QJsonObject toJson(const InvoiceLine& line)
{
    return {{u"time"_s, line.time.toUTC().toString(Qt::ISODateWithMs)}, {u"id"_s, line.id}, {u"simulated"_s, true},
        {u"model"_s, line.model}, {u"format"_s, line.format}, {u"state"_s, QString(invoiceStateName(line.state))},
        {u"http_status"_s, line.httpStatus}, {u"billed"_s, line.billed}, {u"input"_s, line.input},
        {u"cache_read"_s, line.cacheRead}, {u"output"_s, line.output}, {u"reasoning"_s, line.reasoning},
        {u"tokens_sent"_s, line.tokensSent}, {u"pico_usd"_s, line.amount.pico()}};
}

Result<InvoiceLine> invoiceLineFromJson(const QJsonObject& object)
{
    const auto state = invoiceStateFromName(object["state"_L1].toString());
    const QDateTime time = QDateTime::fromString(object["time"_L1].toString(), Qt::ISODateWithMs);
    if (!state || !time.isValid() || !object["pico_usd"_L1].isDouble() || object["model"_L1].toString().isEmpty())
        return fail(ErrorKind::Storage, u"not an invoice line"_s);
    return InvoiceLine{.time = time,
        .id = object["id"_L1].toString(),
        .model = object["model"_L1].toString(),
        .format = object["format"_L1].toString(),
        .state = *state,
        .httpStatus = object["http_status"_L1].toInt(),
        .billed = object["billed"_L1].toBool(),
        .input = object["input"_L1].toInteger(),
        .cacheRead = object["cache_read"_L1].toInteger(),
        .output = object["output"_L1].toInteger(),
        .reasoning = object["reasoning"_L1].toInteger(),
        .tokensSent = object["tokens_sent"_L1].toInteger(),
        .amount = Money::fromPico(object["pico_usd"_L1].toInteger())};
}

Result<InvoiceTotals> sumInvoice(const QList<InvoiceLine>& lines)
{
    InvoiceTotals totals;
    for (const InvoiceLine& line : lines) {
        ++totals.lines;
        if (!line.billed)
            continue;
        ++totals.billedLines;
        totals.input += line.input;
        totals.cacheRead += line.cacheRead;
        totals.output += line.output;
        totals.reasoning += line.reasoning;
        const auto amount = totals.amount.plus(line.amount);
        if (!amount)
            return fail(ErrorKind::Internal, u"the invoice's sum is too large"_s);
        totals.amount = *amount;
    }
    return totals;
}

Result<QList<InvoiceLine>> readInvoice(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::Storage, u"%1: %2"_s.arg(path, file.errorString()));
    QList<InvoiceLine> lines;
    for (int number = 1; !file.atEnd(); ++number) {
        const QByteArray text = file.readLine();
        if (!text.endsWith('\n'))
            break;
        const auto line = invoiceLineFromJson(QJsonDocument::fromJson(text).object());
        if (!line)
            return fail(ErrorKind::Storage, u"%1:%2: %3"_s.arg(path).arg(number).arg(line.error().detail));
        lines.append(*line);
    }
    return lines;
}

Result<void> InvoiceWriter::open(const QString& path)
{
    m_file.close();
    if (path.isEmpty())
        return {};
    m_file.setFileName(path);
    if (!dropTornLine(m_file) || !m_file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return fail(ErrorKind::Storage, u"%1: %2"_s.arg(path, m_file.errorString()));
    return {};
}

Result<void> InvoiceWriter::append(const InvoiceLine& line)
{
    if (!m_file.isOpen())
        return {};
    const QByteArray text = QJsonDocument(toJson(line)).toJson(QJsonDocument::Compact) + '\n';
    if (m_file.write(text) != text.size())
        return fail(ErrorKind::Storage, u"%1: %2"_s.arg(m_file.fileName(), m_file.errorString()));
    return {};
}

} // namespace assay
