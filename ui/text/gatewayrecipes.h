// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#pragma once

#include <QCoreApplication>
#include <QList>
#include <QString>

#include <optional>

namespace assay {

/// What a snippet is filled in with.
struct GatewayPlace {
    QString address = QStringLiteral("http://127.0.0.1:8787"); ///< of the gateway, without a path
    QString key; ///< empty: `kGatewayKeyPlaceholder`
    QString model = QStringLiteral("sandbox/swift"); ///< `provider/model`
};

/// Stands where a key belongs, for the person to replace.
inline constexpr QLatin1StringView kGatewayKeyPlaceholder{"sk-assay-YOUR-KEY"};

enum class SnippetKind : std::uint8_t { Shell, Toml, Yaml, Python, JavaScript, Settings };
/// `shell`, `toml`, …
QLatin1StringView snippetKindName(SnippetKind kind);

/// One text to copy: what goes into a shell, a file or a form.
struct GatewaySnippet {
    QString title; ///< where it goes: a file, a shell, a language
    SnippetKind kind = SnippetKind::Shell;
    QString text;
};

/// How one tool is set up to call the gateway.
struct GatewayRecipe {
    QString id; ///< as the command line names it: `claude-code`
    QString name; ///< as its maker writes it: `Claude Code`
    QList<GatewaySnippet> snippets;
    QString remark; ///< what else there is to know; may be empty
};

/// The setups that the window shows and the command line prints. Pure.
class GatewayRecipes
{
    Q_DECLARE_TR_FUNCTIONS(assay::GatewayRecipes)

public:
    /// All tools, in the order in which they are shown.
    static QList<GatewayRecipe> all(const GatewayPlace& place);
    /// One by its id; nothing if there is none.
    static std::optional<GatewayRecipe> find(const QString& id, const GatewayPlace& place);
    /// A name as it may stand in a shell, a file or a program without quoting. Providers choose the names of their
    /// models; one that could end a quotation becomes `PROVIDER/MODEL`.
    static QString plainModel(const QString& model);
};

} // namespace assay
