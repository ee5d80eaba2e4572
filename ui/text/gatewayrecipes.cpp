// SPDX-FileCopyrightText: 2026 Assay contributors
// SPDX-License-Identifier: GPL-3.0-or-later

#include "ui/text/gatewayrecipes.h"

#include <QRegularExpression>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace assay {

namespace {

constexpr auto kClaudeCode = R"~(export ANTHROPIC_BASE_URL="{address}"
export ANTHROPIC_AUTH_TOKEN="{key}"
export ANTHROPIC_MODEL="{model}"
export ANTHROPIC_DEFAULT_HAIKU_MODEL="{model}"
claude
)~"_L1;

constexpr auto kCodexConfig = R"~(model = "{model}"
model_provider = "assay"

[model_providers.assay]
name = "Assay"
base_url = "{address}/v1"
env_key = "ASSAY_KEY"
wire_api = "responses"
)~"_L1;

constexpr auto kCodexShell = R"~(export ASSAY_KEY="{key}"
codex
)~"_L1;

constexpr auto kContinue = R"~(name: Assay
version: 0.0.1
schema: v1
models:
  - name: "{model} (Assay)"
    provider: openai
    model: "{model}"
    apiBase: "{address}/v1"
    apiKey: "{key}"
    roles:
      - chat
      - edit
      - apply
)~"_L1;

constexpr auto kClineShell = R"~(cline auth -p openai-compatible -b "{address}/v1" -k "{key}" -m "{model}"
cline -P openai-compatible
)~"_L1;

constexpr auto kCline = R"~(API Provider: OpenAI Compatible
Base URL: {address}/v1
OpenAI Compatible API Key: {key}
Model ID: {model}
)~"_L1;

constexpr auto kAider = R"~(export OPENAI_API_BASE="{address}/v1"
export OPENAI_API_KEY="{key}"
aider --model "openai/{model}"
)~"_L1;

constexpr auto kOpenWebUiShell = R"~(export OPENAI_API_BASE_URL="{address}/v1"
export OPENAI_API_KEY="{key}"
open-webui serve
)~"_L1;

constexpr auto kOpenWebUiSettings = R"~(Connection Type: External
URL: {address}/v1
Key: {key}
)~"_L1;

constexpr auto kOpenAiPython = R"~(from openai import OpenAI

client = OpenAI(base_url="{address}/v1", api_key="{key}")
answer = client.chat.completions.create(
    model="{model}",
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)
)~"_L1;

constexpr auto kOpenAiJs = R"~(import OpenAI from "openai";

const client = new OpenAI({
  baseURL: "{address}/v1",
  apiKey: "{key}",
});
const answer = await client.chat.completions.create({
  model: "{model}",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0].message.content);
)~"_L1;

constexpr auto kAnthropicPython = R"~(from anthropic import Anthropic

client = Anthropic(base_url="{address}", api_key="{key}")
answer = client.messages.create(
    model="{model}",
    max_tokens=1024,
    messages=[{"role": "user", "content": "Hello"}],
)
print("".join(part.text for part in answer.content if part.type == "text"))
)~"_L1;

constexpr auto kAnthropicJs = R"~(import Anthropic from "@anthropic-ai/sdk";

const client = new Anthropic({
  baseURL: "{address}",
  apiKey: "{key}",
});
const answer = await client.messages.create({
  model: "{model}",
  max_tokens: 1024,
  messages: [{ role: "user", content: "Hello" }],
});
for (const part of answer.content)
  if (part.type === "text") console.log(part.text);
)~"_L1;

constexpr auto kLangChainPython = R"~(from langchain_openai import ChatOpenAI

model = ChatOpenAI(
    base_url="{address}/v1",
    api_key="{key}",
    model="{model}",
)
print(model.invoke("Hello").content)
)~"_L1;

constexpr auto kLangChainJs = R"~(import { ChatOpenAI } from "@langchain/openai";

const model = new ChatOpenAI({
  model: "{model}",
  apiKey: "{key}",
  configuration: { baseURL: "{address}/v1" },
});
const answer = await model.invoke("Hello");
console.log(answer.content);
)~"_L1;

constexpr auto kVercelJs = R"~(import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { generateText } from "ai";

const assay = createOpenAICompatible({
  name: "assay",
  baseURL: "{address}/v1",
  apiKey: "{key}",
});
const { text } = await generateText({
  model: assay("{model}"),
  prompt: "Hello",
});
console.log(text);
)~"_L1;

constexpr auto kOpenRouterJs = R"~(import { OpenRouter } from "@openrouter/sdk";

const client = new OpenRouter({
  serverURL: "{address}/api/v1",
  apiKey: "{key}",
});
const answer = await client.chat.send({
  chatRequest: {
    model: "{model}",
    messages: [{ role: "user", content: "Hello" }],
  },
});
console.log(answer.choices[0].message.content);
)~"_L1;

constexpr auto kGoogleJs = R"~(import { GoogleGenAI } from "@google/genai";

const client = new GoogleGenAI({
  apiKey: "{key}",
  httpOptions: { baseUrl: "{address}" },
});
const answer = await client.models.generateContent({
  model: "{model}",
  contents: "Hello",
});
console.log(answer.text);
)~"_L1;

constexpr auto kEnvironment = R"~(export OPENAI_BASE_URL="{address}/v1"
export OPENAI_API_KEY="{key}"
)~"_L1;

constexpr auto kOllamaJs = R"~(import { Ollama } from "ollama";

const ollama = new Ollama({
  host: "{address}",
  headers: { Authorization: "Bearer {key}" },
});
const answer = await ollama.chat({
  model: "{model}",
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.message.content);
)~"_L1;

constexpr auto kCurl = R"~(curl "{address}/v1/chat/completions" \
  -H "Authorization: Bearer {key}" \
  -H "Content-Type: application/json" \
  -d '{"model": "{model}",
       "messages": [{"role": "user", "content": "Hello"}]}'
)~"_L1;

constexpr auto kCurlStream = R"~(curl -N "{address}/v1/chat/completions" \
  -H "Authorization: Bearer {key}" \
  -H "Content-Type: application/json" \
  -d '{"model": "{model}", "stream": true,
       "messages": [{"role": "user", "content": "Hello"}]}'
)~"_L1;

/// Fills in the place; what stands in it never holds a brace or a quotation mark.
class Filler
{
public:
    explicit Filler(const GatewayPlace& place)
        : m_address(place.address)
        , m_key(place.key.isEmpty() ? QString(kGatewayKeyPlaceholder) : place.key)
        , m_model(GatewayRecipes::plainModel(place.model))
    {
    }

    GatewaySnippet operator()(const QString& title, SnippetKind kind, QLatin1StringView text) const
    {
        QString filled(text);
        filled.replace("{address}"_L1, m_address).replace("{key}"_L1, m_key).replace("{model}"_L1, m_model);
        return {.title = title, .kind = kind, .text = filled};
    }

private:
    QString m_address;
    QString m_key;
    QString m_model;
};

} // namespace

QLatin1StringView snippetKindName(SnippetKind kind)
{
    switch (kind) {
    case SnippetKind::Shell: return "shell"_L1;
    case SnippetKind::Toml: return "toml"_L1;
    case SnippetKind::Yaml: return "yaml"_L1;
    case SnippetKind::Python: return "python"_L1;
    case SnippetKind::JavaScript: return "javascript"_L1;
    case SnippetKind::Settings: return "settings"_L1;
    }
    return "shell"_L1;
}

QString GatewayRecipes::plainModel(const QString& model)
{
    static const QRegularExpression plain(u"^[A-Za-z0-9][A-Za-z0-9._:/@+~-]{0,199}$"_s);
    return plain.match(model).hasMatch() ? model : u"PROVIDER/MODEL"_s;
}

QList<GatewayRecipe> GatewayRecipes::all(const GatewayPlace& place)
{
    using enum SnippetKind;
    const Filler fill(place);
    const QString shell = tr("Shell");
    const QString python = u"Python"_s;
    const QString javaScript = u"JavaScript"_s;
    return {
        {u"claude-code"_s, u"Claude Code"_s, {fill(shell, Shell, kClaudeCode)},
            tr("Works with every model here that can call tools, not only with Anthropic's.")},
        {u"codex"_s, u"Codex CLI"_s,
            {fill(u"~/.codex/config.toml"_s, Toml, kCodexConfig), fill(shell, Shell, kCodexShell)},
            tr("The model must be able to call tools.")},
        {u"continue"_s, u"Continue"_s, {fill(u"~/.continue/config.yaml"_s, Yaml, kContinue)},
            tr("The extensions and the command “cn” read the same file.")},
        {u"cline"_s, u"Cline"_s,
            {fill(tr("Settings, API configuration"), Settings, kCline), fill(shell, Shell, kClineShell)}, {}},
        {u"aider"_s, u"Aider"_s, {fill(shell, Shell, kAider)},
            tr("“openai/” before the name tells Aider which format to speak.")},
        {u"open-webui"_s, u"Open WebUI"_s,
            {fill(shell, Shell, kOpenWebUiShell),
                fill(tr("Admin settings, Connections, OpenAI API"), Settings, kOpenWebUiSettings)},
            tr("In a container it needs --network=host: the gateway answers this computer only.")},
        {u"openai-sdk"_s, u"OpenAI SDK"_s,
            {fill(python, Python, kOpenAiPython), fill(javaScript, JavaScript, kOpenAiJs)},
            tr("Or set OPENAI_BASE_URL and OPENAI_API_KEY and leave the program as it is.")},
        {u"anthropic-sdk"_s, u"Anthropic SDK"_s,
            {fill(python, Python, kAnthropicPython), fill(javaScript, JavaScript, kAnthropicJs)},
            tr("Tools that speak Anthropic Messages use the address without /v1.")},
        {u"langchain"_s, u"LangChain"_s,
            {fill(python, Python, kLangChainPython), fill(javaScript, JavaScript, kLangChainJs)}, {}},
        {u"vercel-ai"_s, u"Vercel AI SDK"_s, {fill(javaScript, JavaScript, kVercelJs)}, {}},
        {u"openrouter-sdk"_s, u"OpenRouter SDK"_s, {fill(javaScript, JavaScript, kOpenRouterJs)}, {}},
        {u"google-genai"_s, u"Google GenAI"_s, {fill(javaScript, JavaScript, kGoogleJs)},
            tr("Clients of Gemini use the address without a path; the key goes where Google's would.")},
        {u"ollama"_s, u"Ollama"_s, {fill(javaScript, JavaScript, kOllamaJs)},
            tr("Clients of Ollama use the address without a path and send the key as a header.")},
        {u"curl"_s, u"curl"_s, {fill(shell, Shell, kCurl), fill(tr("Shell, streaming"), Shell, kCurlStream)}, {}},
        {u"environment"_s, tr("Environment"), {fill(shell, Shell, kEnvironment)},
            tr("Most tools that speak OpenAI's format read these two.")},
    };
}

std::optional<GatewayRecipe> GatewayRecipes::find(const QString& id, const GatewayPlace& place)
{
    const auto recipes = all(place);
    const auto found = std::ranges::find(recipes, id, &GatewayRecipe::id);
    return found == recipes.end() ? std::nullopt : std::optional(*found);
}

} // namespace assay
