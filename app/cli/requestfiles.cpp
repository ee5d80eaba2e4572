// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/requestfiles.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QMimeDatabase>
#include <QRegularExpression>
#include <QStringDecoder>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr qint64 kLargest = 20 * 1024 * 1024; // providers refuse larger requests

Result<QByteArray> readAll(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::InvalidRequest, u"The file %1 cannot be read: %2."_s.arg(path, file.errorString()));
    if (file.size() > kLargest)
        return fail(ErrorKind::InvalidRequest, u"The file %1 is larger than 20 MiB; give a smaller one."_s.arg(path));
    return file.readAll();
}

Result<QJsonDocument> readJson(const QString& path)
{
    return readAll(path).and_then([&](const QByteArray& bytes) -> Result<QJsonDocument> {
        QJsonParseError error;
        const auto document = QJsonDocument::fromJson(bytes, &error);
        if (document.isNull())
            return fail(ErrorKind::InvalidRequest,
                u"%1 is not JSON: %2 at byte %3."_s.arg(path, error.errorString()).arg(error.offset));
        return document;
    });
}

} // namespace

Result<ContentPart> readAttachment(const QString& path)
{
    const auto bytes = readAll(path);
    if (!bytes)
        return std::unexpected(bytes.error());
    const QString type = QMimeDatabase().mimeTypeForFileNameAndData(path, *bytes).name();
    static const QStringList images = {u"image/png"_s, u"image/jpeg"_s, u"image/webp"_s, u"image/gif"_s};
    if (images.contains(type))
        return ImagePart{.data = *bytes, .mediaType = type, .url = {}};
    if (type == "application/pdf"_L1)
        return DocumentPart{.data = *bytes, .mediaType = type, .fileName = QFileInfo(path).fileName()};
    QStringDecoder decoder(QStringDecoder::Utf8);
    const QString text = decoder(*bytes);
    if (!decoder.hasError() && !bytes->contains('\0'))
        return TextPart{u"File %1:\n\n%2"_s.arg(QFileInfo(path).fileName(), text)};
    return fail(ErrorKind::InvalidRequest,
        u"%1 (%2) cannot be attached; images (PNG, JPEG, WebP, GIF), PDF and UTF-8 text can."_s.arg(path, type));
}

Result<QList<ToolSpec>> readTools(const QString& path)
{
    const auto document = readJson(path);
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
            return fail(ErrorKind::InvalidRequest, u"Tool %1 in %2 has no name."_s.arg(tools.size() + 1).arg(path));
        tools.append(tool);
    }
    return tools;
}

Result<OutputFormat> readSchema(const QString& path)
{
    return readJson(path).and_then([&](const QJsonDocument& document) -> Result<OutputFormat> {
        if (!document.isObject())
            return fail(ErrorKind::InvalidRequest, u"%1 is not a JSON Schema: it holds no object."_s.arg(path));
        static const QRegularExpression notAName(u"[^A-Za-z0-9_-]"_s);
        return OutputFormat{.kind = OutputFormat::Kind::JsonSchema,
            .name = QFileInfo(path).completeBaseName().replace(notAName, u"_"_s),
            .schema = document.object(),
            .strict = true};
    });
}

} // namespace assay
