// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/sandbox/schemainstance.h"

#include <QJsonArray>
#include <QRegularExpression>
#include <QStringList>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr int kDeepest = 24;

class InstanceMaker
{
public:
    InstanceMaker(const QJsonObject& root, const QString& prompt)
        : m_root(root)
        , m_prompt(prompt.simplified())
    {
        static const QRegularExpression number(u"(?<![\\w.])-?\\d+(?:\\.\\d+)?(?![\\w])"_s);
        for (auto it = number.globalMatch(m_prompt); it.hasNext();)
            m_numbers.append(it.next().captured().toDouble());
        static const QRegularExpression place(u"\\b(?:in|for|at|to|from)\\s+(\\p{Lu}\\p{L}+(?:\\s\\p{Lu}\\p{L}+)?)"_s);
        const auto match = place.match(m_prompt);
        m_place = match.hasMatch() ? match.captured(1) : u"Vienna"_s;
    }

    QJsonValue make(const QJsonObject& schema, const QString& name, int depth)
    {
        if (depth > kDeepest)
            return QJsonValue::Null;
        if (const QJsonValue target = schema["$ref"_L1]; target.isString())
            return make(resolve(target.toString()), name, depth + 1);
        if (schema.contains("const"_L1))
            return schema["const"_L1];
        if (const QJsonArray choices = schema["enum"_L1].toArray(); !choices.isEmpty())
            return chosen(choices);
        if (schema.contains("default"_L1))
            return schema["default"_L1];
        for (const QLatin1StringView key : {"anyOf"_L1, "oneOf"_L1}) {
            if (const QJsonArray options = schema[key].toArray(); !options.isEmpty())
                return make(options.first().toObject(), name, depth + 1);
        }
        if (const QJsonArray all = schema["allOf"_L1].toArray(); !all.isEmpty())
            return make(merged(schema, all), name, depth + 1);
        return ofType(typeOf(schema), schema, name, depth);
    }

private:
    QJsonValue ofType(const QString& type, const QJsonObject& schema, const QString& name, int depth)
    {
        if (type == "object"_L1)
            return object(schema, depth);
        if (type == "array"_L1)
            return array(schema, name, depth);
        if (type == "integer"_L1 || type == "number"_L1)
            return number(schema, type == "integer"_L1);
        if (type == "boolean"_L1)
            return true;
        if (type == "null"_L1)
            return QJsonValue::Null;
        return text(schema, name);
    }

    static QString typeOf(const QJsonObject& schema)
    {
        const QJsonValue type = schema["type"_L1];
        QString name = type.toString();
        const QJsonArray types = type.toArray();
        for (const QJsonValue& each : types) {
            if (name.isEmpty() && each.toString() != "null"_L1)
                name = each.toString();
        }
        if (!name.isEmpty())
            return name.toLower(); // Gemini writes OBJECT
        if (schema.contains("properties"_L1))
            return u"object"_s;
        return schema.contains("items"_L1) ? u"array"_s : u"string"_s;
    }

    QJsonObject resolve(const QString& reference) const
    {
        QJsonValue value = m_root;
        const QStringList steps = reference.split(u'/').mid(1);
        for (QString step : steps)
            value = value.toObject().value(step.replace("~1"_L1, "/"_L1).replace("~0"_L1, "~"_L1));
        return value.toObject();
    }

    /// allOf parts laid over each other; properties and required lists add up.
    static QJsonObject merged(QJsonObject schema, const QJsonArray& parts)
    {
        schema.remove("allOf"_L1);
        for (const QJsonValue& part : parts) {
            const QJsonObject object = part.toObject();
            QJsonObject properties = schema["properties"_L1].toObject();
            const QJsonObject more = object["properties"_L1].toObject();
            for (auto it = more.begin(); it != more.end(); ++it)
                properties.insert(it.key(), *it);
            QJsonArray required = schema["required"_L1].toArray();
            for (const QJsonValue& key : object["required"_L1].toArray())
                required.append(key);
            for (auto it = object.begin(); it != object.end(); ++it)
                schema.insert(it.key(), *it);
            if (!properties.isEmpty())
                schema.insert("properties"_L1, properties);
            if (!required.isEmpty())
                schema.insert("required"_L1, required);
        }
        return schema;
    }

    QJsonValue object(const QJsonObject& schema, int depth)
    {
        const QJsonObject properties = schema["properties"_L1].toObject();
        QStringList keys = schema["required"_L1].toVariant().toStringList();
        if (keys.isEmpty())
            keys = properties.keys();
        QJsonObject object;
        for (const QString& key : std::as_const(keys))
            object.insert(key, make(properties[key].toObject(), key, depth + 1));
        return object;
    }

    QJsonValue array(const QJsonObject& schema, const QString& name, int depth)
    {
        const qint64 most = schema["maxItems"_L1].toInteger(64);
        const qint64 count = std::min({std::max<qint64>(schema["minItems"_L1].toInteger(1), 1), most, qint64(64)});
        QJsonArray array;
        for (qint64 i = 0; i < count; ++i)
            array.append(make(schema["items"_L1].toObject(), name, depth + 1));
        return array;
    }

    QJsonValue number(const QJsonObject& schema, bool whole)
    {
        double value = m_nextNumber < m_numbers.size() ? m_numbers[m_nextNumber++] : 1;
        const double least = schema["minimum"_L1].toDouble(schema["exclusiveMinimum"_L1].toDouble(-1e15) + 0);
        const double most = schema["maximum"_L1].toDouble(schema["exclusiveMaximum"_L1].toDouble(1e15));
        value = std::clamp(value, std::min(least, most), std::max(least, most));
        const bool onOpenEnd = (schema.contains("exclusiveMinimum"_L1) && value <= least)
            || (schema.contains("exclusiveMaximum"_L1) && value >= most);
        if (onOpenEnd)
            value = std::abs(most) < 1e15 && std::abs(least) < 1e15 ? (least + most) / 2
                                                                    : value + (value <= least ? 1 : -1);
        if (const double step = schema["multipleOf"_L1].toDouble(); step > 0)
            value = std::ceil(value / step) * step;
        return whole ? QJsonValue(static_cast<qint64>(std::llround(value))) : QJsonValue(value);
    }

    QJsonValue text(const QJsonObject& schema, const QString& name)
    {
        QString value = textFor(schema["format"_L1].toString(), name.toLower());
        const qint64 least = std::min<qint64>(schema["minLength"_L1].toInteger(0), 4096);
        while (value.size() < least)
            value += u" and so on"_s;
        return value.left(static_cast<qsizetype>(schema["maxLength"_L1].toInteger(value.size())));
    }

    QString textFor(const QString& format, const QString& name) const
    {
        if (format == "date-time"_L1)
            return u"2026-01-15T09:30:00Z"_s;
        if (format == "date"_L1 || name.endsWith("date"_L1) || name == "day"_L1)
            return u"2026-01-15"_s;
        if (format == "time"_L1)
            return u"09:30:00Z"_s;
        if (format == "email"_L1 || name.contains("email"_L1))
            return u"someone@example.com"_s;
        if (format == "uri"_L1 || format == "url"_L1 || name.endsWith("url"_L1))
            return u"https://example.com/"_s;
        if (format == "uuid"_L1)
            return u"018f3c9e-6a00-7000-8000-000000000000"_s;
        const auto about = [&](std::initializer_list<QLatin1StringView> words) {
            return std::ranges::any_of(words, [&](QLatin1StringView word) { return name.contains(word); });
        };
        if (about({"city"_L1, "location"_L1, "place"_L1, "town"_L1}))
            return m_place;
        if (about({"country"_L1}))
            return u"Austria"_s;
        if (about({"query"_L1, "question"_L1, "prompt"_L1, "text"_L1, "input"_L1, "message"_L1, "term"_L1}))
            return m_prompt.left(120);
        if (about({"currency"_L1}))
            return u"EUR"_s;
        if (about({"unit"_L1}))
            return u"celsius"_s;
        if (about({"language"_L1}))
            return u"en"_s;
        if (about({"reason"_L1, "summary"_L1, "explanation"_L1, "answer"_L1, "description"_L1}))
            return u"Simulated: "_s + m_prompt.left(80);
        return name.isEmpty() ? u"simulated"_s : u"simulated "_s + name;
    }

    QJsonValue chosen(const QJsonArray& choices) const
    {
        // The choice that the prompt names, if it names one.
        for (const QJsonValue& choice : choices) {
            if (choice.isString() && !choice.toString().isEmpty()
                && m_prompt.contains(choice.toString(), Qt::CaseInsensitive))
                return choice;
        }
        return choices.first();
    }

    QJsonObject m_root;
    QString m_prompt;
    QString m_place;
    QList<double> m_numbers;
    qsizetype m_nextNumber = 0;
};

} // namespace

QJsonValue schemaInstance(const QJsonObject& schema, const QString& prompt)
{
    return InstanceMaker(schema, prompt).make(schema, {}, 0);
}

} // namespace assay
