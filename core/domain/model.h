// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

namespace assay {

/// `provider/model` as people write it. The provider is an endpoint id; the model is what its API takes, slashes
/// included.
struct ModelRef {
    QString provider;
    QString model;

    bool isValid() const { return !provider.isEmpty() && !model.isEmpty(); }
    QString toString() const { return provider + u'/' + model; }
    /// Splits at the first slash; invalid if either side is empty.
    static ModelRef parse(QStringView text)
    {
        const auto slash = text.indexOf(u'/');
        return slash < 0 ? ModelRef{} : ModelRef{text.first(slash).toString(), text.sliced(slash + 1).toString()};
    }
    friend bool operator==(const ModelRef&, const ModelRef&) = default;
};

/// What an endpoint's own model list says about a model. Absent fields are unknown.
struct ModelInfo {
    QString id;
    QString name;
    std::optional<qint64> contextTokens;
    std::optional<qint64> maxOutputTokens;
    QStringList inputs; ///< `text`, `image`, `audio`, `video`, `pdf`
    QStringList capabilities; ///< `tools`, `structured_output`, `reasoning`, …
    friend bool operator==(const ModelInfo&, const ModelInfo&) = default;
};

} // namespace assay
