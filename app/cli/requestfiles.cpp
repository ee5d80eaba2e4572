// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "app/cli/requestfiles.h"

#include "core/domain/toolsjson.h"

#include <QFile>
#include <QFileInfo>
#include <QMimeDatabase>
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
    return readAll(path).and_then([&](const QByteArray& bytes) { return toolsFromJson(bytes, path); });
}

Result<OutputFormat> readSchema(const QString& path)
{
    return readAll(path).and_then(
        [&](const QByteArray& bytes) { return schemaFromJson(bytes, QFileInfo(path).completeBaseName(), path); });
}

} // namespace assay
