// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/wire/jsonvalue.h"

#include "core/wire/jsonpatch.h"
#include "core/wire/jsonrepair.h"

namespace assay {

JsonValue JsonValue::operator[](std::string_view name) const
{
    simdjson::dom::object object;
    simdjson::dom::element member;
    if (!m_element || m_element->get_object().get(object) != simdjson::SUCCESS
        || object.at_key(name).get(member) != simdjson::SUCCESS)
        return {};
    return member;
}

JsonValue JsonValue::at(std::size_t index) const
{
    simdjson::dom::array array;
    simdjson::dom::element item;
    if (!m_element || m_element->get_array().get(array) != simdjson::SUCCESS
        || array.at(index).get(item) != simdjson::SUCCESS)
        return {};
    return item;
}

std::size_t JsonValue::size() const
{
    simdjson::dom::array array;
    simdjson::dom::object object;
    if (m_element && m_element->get_array().get(array) == simdjson::SUCCESS)
        return array.size();
    if (m_element && m_element->get_object().get(object) == simdjson::SUCCESS)
        return object.size();
    return 0;
}

std::string_view JsonValue::bytes() const
{
    std::string_view text;
    if (!m_element || m_element->get_string().get(text) != simdjson::SUCCESS)
        return {};
    return text;
}

QString JsonValue::text() const
{
    return toText(bytes());
}

std::optional<qint64> JsonValue::integer() const
{
    if (!m_element)
        return std::nullopt;
    std::int64_t whole = 0;
    if (m_element->get_int64().get(whole) == simdjson::SUCCESS)
        return whole;
    constexpr double exactUpTo = 9007199254740992.0; // 2^53
    double real = 0;
    if (m_element->type() != simdjson::dom::element_type::DOUBLE
        || m_element->get_double().get(real) != simdjson::SUCCESS || !(real >= -exactUpTo && real <= exactUpTo))
        return std::nullopt;
    const auto truncated = static_cast<qint64>(real);
    return static_cast<double>(truncated) == real ? std::optional(truncated) : std::nullopt;
}

std::optional<bool> JsonValue::boolean() const
{
    bool value = false;
    if (!m_element || m_element->get_bool().get(value) != simdjson::SUCCESS)
        return std::nullopt;
    return value;
}

QByteArray JsonValue::minified() const
{
    return m_element ? QByteArray::fromStdString(simdjson::minify(*m_element)) : QByteArray();
}

std::vector<std::unique_ptr<JsonParser::Memory>>& JsonParser::idle()
{
    static thread_local std::vector<std::unique_ptr<Memory>> memories;
    return memories;
}

JsonParser::JsonParser()
{
    auto& memories = idle();
    if (memories.empty()) {
        m_memory = std::make_unique<Memory>();
    } else {
        m_memory = std::move(memories.back());
        memories.pop_back();
    }
}

JsonParser::~JsonParser()
{
    constexpr std::size_t kMostIdle = 16;
    constexpr qsizetype kLargestKept = 1024 * 1024;
    if (m_memory && m_memory->buffer.size() <= kLargestKept && idle().size() < kMostIdle)
        idle().push_back(std::move(m_memory));
}

JsonParser::JsonParser(JsonParser&&) noexcept = default;
JsonParser& JsonParser::operator=(JsonParser&&) noexcept = default;

void JsonParser::load(QByteArrayView text)
{
    constexpr auto kPadding = static_cast<qsizetype>(simdjson::SIMDJSON_PADDING);
    m_size = static_cast<std::size_t>(text.size());
    QByteArray& buffer = m_memory->buffer;
    if (buffer.size() < text.size() + kPadding)
        buffer = QByteArray(2 * text.size() + kPadding, Qt::Uninitialized);
    char* begin = buffer.data();
    std::memcpy(begin, text.data(), m_size);
    std::memset(begin + text.size(), 0, simdjson::SIMDJSON_PADDING);
}

JsonValue JsonParser::parse(QByteArrayView text)
{
    if (text.isEmpty()) {
        m_size = 0;
        return {};
    }
    simdjson::dom::element root;
    load(text);
    if (m_memory->dom.parse(m_memory->buffer.constData(), m_size, false).get(root) == simdjson::SUCCESS)
        return root;
    const QByteArray repaired = repairedJson(text);
    load(repaired);
    if (m_memory->dom.parse(m_memory->buffer.constData(), m_size, false).get(root) == simdjson::SUCCESS)
        return root;
    m_size = 0;
    return {};
}

QByteArray JsonParser::raw(std::string_view pointer)
{
    const QByteArrayView text(m_memory->buffer.constData(), static_cast<qsizetype>(m_size));
    return jsonAt(text, QByteArrayView(pointer.data(), static_cast<qsizetype>(pointer.size()))).toByteArray();
}

std::optional<Money> JsonParser::dollars(std::string_view pointer)
{
    QByteArray text = raw(pointer);
    if (text.startsWith('"') && text.endsWith('"') && text.size() > 2)
        text = text.sliced(1, text.size() - 2);
    const auto money = Money::fromDecimalUsd(text);
    return money ? std::optional(*money) : std::nullopt;
}

} // namespace assay
