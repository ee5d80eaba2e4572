// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QString>

#include <string_view>

namespace assay {

/// Lanes hold text. A picture or sound in an answer is named in it, with its type and size, so that nothing an answer
/// held is lost without a word: `[image not kept: image/png, 48213 bytes]`.
QString unkeptMedia(const QString& mediaType, qint64 bytes);
/// Likewise for an image given by address: a `data:` address holds it, any other is named and never fetched.
QString unkeptImage(std::string_view address);

/// How many bytes a base64 text stands for.
qint64 base64Size(std::string_view text);

} // namespace assay
