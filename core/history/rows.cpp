// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/history/rows.h"

#include "core/support/ascii.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStringConverter>
#include <QTimeZone>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qsizetype kShortText = 64; // as names and states are

QString repaired(QString text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        if (text[i].isHighSurrogate() && i + 1 < text.size() && text[i + 1].isLowSurrogate())
            ++i;
        else if (text[i].isSurrogate())
            text[i] = QChar::ReplacementCharacter;
    }
    return text;
}

} // namespace

std::optional<qint64> toMicroseconds(const QDateTime& date)
{
    return date.isValid() ? std::optional(date.toMSecsSinceEpoch() * 1000) : std::nullopt;
}

QDateTime fromMicroseconds(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000, QTimeZone::UTC);
}

RowBuilder& RowBuilder::integer(qint64 value)
{
    m_cells.push_back({.type = Type::Integer, .value = value, .size = 0});
    return *this;
}

RowBuilder& RowBuilder::maybe(std::optional<qint64> value)
{
    return value ? integer(*value) : null();
}

RowBuilder& RowBuilder::add(Type type, QByteArrayView value)
{
    m_cells.push_back({.type = type, .value = m_bytes.size(), .size = value.size()});
    m_bytes.append(value);
    return *this;
}

RowBuilder& RowBuilder::text(QStringView value)
{
    const qsizetype begin = m_bytes.size();
    const bool isPlain = isAscii(value);
    if (isPlain && value.size() < kShortText) { // shorter than what setting up a codec takes
        m_bytes.resizeForOverwrite(begin + value.size());
        std::ranges::transform(
            value, m_bytes.begin() + begin, [](QChar character) { return static_cast<char>(character.unicode()); });
        m_cells.push_back({.type = Type::Text, .value = begin, .size = value.size()});
        return *this;
    }
    if (!isPlain && !value.isValidUtf16())
        return text(repaired(value.toString()));
    QStringEncoder encoder(QStringConverter::Utf8);
    m_bytes.resizeForOverwrite(begin + (isPlain ? value.size() : encoder.requiredSpace(value.size())));
    const char* end = encoder.appendToBuffer(m_bytes.data() + begin, value);
    m_bytes.resize(end - m_bytes.constData());
    m_cells.push_back({.type = Type::Text, .value = begin, .size = m_bytes.size() - begin});
    return *this;
}

RowBuilder& RowBuilder::text(QLatin1StringView value)
{
    return add(Type::Text, QByteArrayView(value.data(), value.size()));
}

RowBuilder& RowBuilder::utf8(QByteArrayView value)
{
    return add(Type::Text, value);
}

RowBuilder& RowBuilder::blob(QByteArrayView value)
{
    return add(Type::Blob, value);
}

RowBuilder& RowBuilder::null()
{
    m_cells.push_back({});
    return *this;
}

RowBuilder& RowBuilder::append(const RowBuilder& other)
{
    for (auto cell : other.m_cells) {
        if (cell.type != Type::Integer)
            cell.value += m_bytes.size();
        m_cells.push_back(cell);
    }
    m_bytes.append(other.m_bytes);
    return *this;
}

RowBuilder& RowBuilder::value(const QVariant& value)
{
    if (value.isNull())
        return null();
    switch (value.typeId()) {
    case QMetaType::LongLong: return integer(value.toLongLong());
    case QMetaType::QByteArray: return blob(value.toByteArray());
    case QMetaType::QString: return add(Type::Text, value.toString().toUtf8());
    default: return add(Type::Foreign, value.toString().toUtf8());
    }
}

QByteArrayView RowBuilder::bytesAt(std::size_t index) const
{
    const Cell& cell = m_cells[index];
    // Of an empty buffer too: SQLite takes a null pointer for NULL.
    return {m_bytes.isEmpty() ? "" : m_bytes.constData() + cell.value, cell.size};
}

QVariantList RowBuilder::values() const
{
    QVariantList values;
    values.reserve(static_cast<qsizetype>(size()));
    for (std::size_t i = 0; i < size(); ++i) {
        switch (type(i)) {
        case Type::Null: values.append(QVariant()); break;
        case Type::Integer: values.append(QVariant(integerAt(i))); break;
        case Type::Blob: values.append(QVariant(bytesAt(i).isEmpty() ? ""_ba : bytesAt(i).toByteArray())); break;
        case Type::Text:
        case Type::Foreign:
            // A null string would be bound as NULL.
            values.append(QVariant(bytesAt(i).isEmpty() ? u""_s : QString::fromUtf8(bytesAt(i))));
            break;
        }
    }
    return values;
}

RowBuilder& RowBuilder::usage(const Usage& usage)
{
    for (const auto usageClass : allUsageClasses())
        maybe(usage[usageClass]);
    return *this;
}

RowBuilder& RowBuilder::cost(const Cost& cost)
{
    const auto pico = [](const Money& money) { return money.pico(); };
    return text(costStateName(cost.state))
        .maybe(cost.amount.transform(pico))
        .maybe(cost.reported.transform(pico))
        .text(cost.priceRevision)
        .text(cost.note);
}

RowBuilder& RowBuilder::timing(const Timing& timing)
{
    for (const auto& time : {timing.dns, timing.connect, timing.tls, timing.firstByte, timing.firstToken,
             timing.firstText, timing.lastToken, timing.total})
        maybe(time.transform([](Timing::us value) { return static_cast<qint64>(value.count()); }));
    return *this;
}

RowBuilder& RowBuilder::error(const std::optional<Error>& error)
{
    if (!error)
        return null().null().null().null().null().null();
    return text(errorKindName(error->kind))
        .text(error->detail)
        .integer(error->httpStatus)
        .text(error->providerCode)
        .text(error->requestId)
        .maybe(error->retryAfter.transform(
            [](std::chrono::milliseconds value) { return static_cast<qint64>(value.count()); }));
}

std::optional<qint64> RowReader::maybe()
{
    const auto value = next();
    return value.isNull() ? std::nullopt : std::optional(value.toLongLong());
}

QDateTime RowReader::date()
{
    const auto value = maybe();
    return value ? fromMicroseconds(*value) : QDateTime();
}

std::optional<std::chrono::microseconds> RowReader::duration()
{
    return maybe().transform([](qint64 count) { return std::chrono::microseconds(count); });
}

LaneState RowReader::laneState()
{
    const auto state = laneStateFromName(text());
    m_damaged |= !state;
    return state.value_or(LaneState::Failed);
}

std::optional<FinishReason> RowReader::finishReason()
{
    const auto value = next();
    if (value.isNull())
        return std::nullopt;
    const auto reason = finishReasonFromName(value.toString());
    m_damaged |= !reason;
    return reason;
}

Usage RowReader::usage()
{
    Usage usage;
    for (const auto usageClass : allUsageClasses()) {
        if (const auto count = maybe())
            usage.set(usageClass, *count);
    }
    return usage;
}

Cost RowReader::cost()
{
    Cost cost;
    const auto state = costStateFromName(text());
    m_damaged |= !state;
    cost.state = state.value_or(CostState::Unknown);
    cost.amount = maybe().transform(&Money::fromPico);
    cost.reported = maybe().transform(&Money::fromPico);
    cost.priceRevision = text();
    cost.note = text();
    return cost;
}

Timing RowReader::timing()
{
    Timing timing;
    for (auto* time : {&timing.dns, &timing.connect, &timing.tls, &timing.firstByte, &timing.firstToken,
             &timing.firstText, &timing.lastToken, &timing.total})
        *time = duration();
    return timing;
}

std::optional<Error> RowReader::error()
{
    const auto name = next();
    if (name.isNull()) {
        m_column += 5;
        return std::nullopt;
    }
    const auto kind = errorKindFromName(name.toString());
    m_damaged |= !kind;
    Error error;
    error.kind = kind.value_or(ErrorKind::Internal);
    error.detail = text();
    error.httpStatus = number();
    error.providerCode = text();
    error.requestId = text();
    error.retryAfter = maybe().transform([](qint64 count) { return std::chrono::milliseconds(count); });
    return error;
}

AttemptRecord RowReader::attempt()
{
    AttemptRecord out;
    out.endpoint = text();
    out.model = text();
    out.startedAt = date();
    out.httpStatus = number();
    out.requestId = text();
    out.requestSent = flag();
    out.usage = usage();
    out.cost = cost();
    out.timing = timing();
    out.error = error();
    return out;
}

QString tagsText(const QStringList& tags)
{
    if (tags.isEmpty())
        return {};
    return QString::fromUtf8(QJsonDocument(QJsonArray::fromStringList(tags)).toJson(QJsonDocument::Compact));
}

QStringList tagsFromText(const QString& text)
{
    QStringList tags;
    const auto array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto& value : array)
        tags.append(value.toString());
    return tags;
}

QString toolCallsText(const QList<ToolCall>& calls)
{
    if (calls.isEmpty())
        return {};
    QJsonArray array;
    for (const auto& call : calls)
        array.append(QJsonObject{{u"id"_s, call.id}, {u"name"_s, call.name}, {u"arguments"_s, call.arguments}});
    return QString::fromUtf8(QJsonDocument(array).toJson(QJsonDocument::Compact));
}

QList<ToolCall> toolCallsFromText(const QString& text)
{
    QList<ToolCall> calls;
    const auto array = QJsonDocument::fromJson(text.toUtf8()).array();
    for (const auto& value : array) {
        calls.append({.id = value[u"id"].toString(),
            .name = value[u"name"].toString(),
            .arguments = value[u"arguments"].toString()});
    }
    return calls;
}

} // namespace assay
