// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "core/domain/toolsjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

Result<QJsonDocument> parse(const QByteArray& json, const QString& source)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (document.isNull())
        return fail(ErrorKind::InvalidRequest,
            u"%1 is not JSON: %2 at byte %3."_s.arg(source, error.errorString()).arg(error.offset));
    return document;
}

} // namespace

Result<QList<ToolSpec>> toolsFromJson(const QByteArray& json, const QString& source)
{
    const auto document = parse(json, source);
    if (!document)
        return std::unexpected(document.error());
    QList<ToolSpec> tools;
    const auto entries = document->isArray() ? document->array() : QJsonArray{document->object()};
    for (const auto& entry : entries) {
        auto object = entry.toObject();
        if (object.value("function"_L1).isObject())
            object = object.value("function"_L1).toObject();
        const ToolSpec tool{.name = object.value("name"_L1).toString(),
            .description = object.value("description"_L1).toString(),
            .parameters = object.value("parameters"_L1).toObject(),
            .strict = object.value("strict"_L1).toBool()};
        if (tool.name.isEmpty())
            return fail(ErrorKind::InvalidRequest, u"Tool %1 in %2 has no name."_s.arg(tools.size() + 1).arg(source));
        tools.append(tool);
    }
    return tools;
}

Result<OutputFormat> schemaFromJson(const QByteArray& json, const QString& name, const QString& source)
{
    return parse(json, source).and_then([&](const QJsonDocument& document) -> Result<OutputFormat> {
        if (!document.isObject())
            return fail(ErrorKind::InvalidRequest, u"%1 is not a JSON Schema: it holds no object."_s.arg(source));
        static const QRegularExpression notAName(u"[^A-Za-z0-9_-]"_s);
        return OutputFormat{.kind = OutputFormat::Kind::JsonSchema,
            .name = QString(name).replace(notAName, u"_"_s),
            .schema = document.object(),
            .strict = true};
    });
}

QString toolsText(const QList<ToolSpec>& tools)
{
    QJsonArray array;
    for (const auto& tool : tools) {
        QJsonObject object{
            {u"name"_s, tool.name}, {u"description"_s, tool.description}, {u"parameters"_s, tool.parameters}};
        if (tool.strict)
            object.insert(u"strict"_s, true);
        array.append(object);
    }
    return tools.isEmpty() ? QString() : QString::fromUtf8(QJsonDocument(array).toJson());
}

} // namespace assay
